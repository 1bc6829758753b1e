"""What is shipped works alone: the wheel, installed bare, shows the demo."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_bare_wheel_shows_the_demo(wheel: Path, tmp_path: Path) -> None:
    """Installed without the checkout, `goodterms demo` gives every verdict, in Vietnamese too."""
    venv.create(tmp_path / "venv", with_pip=False, system_site_packages=False)
    python = tmp_path / "venv" / "bin" / "python"
    site = next((tmp_path / "venv" / "lib").glob("python3*/site-packages"))
    unpack = f"import zipfile; zipfile.ZipFile({str(wheel)!r}).extractall({str(site)!r})"
    subprocess.run([python, "-c", unpack], check=True)
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    plain = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PYTHONPATH")}
    start = "import goodterms; print(goodterms.__file__); from goodterms.__main__ import main; main()"
    done = subprocess.run(
        [python, "-c", start, "demo", "--lang", "vi"],
        env=plain | {"PYTHONPATH": os.pathsep.join([str(site), *libraries]), "GOODTERMS_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.startswith(str(site))
    assert "Delta Robotics" in done.stdout
    assert "chia tay" in done.stdout
    assert done.returncode == 0, done.stderr
