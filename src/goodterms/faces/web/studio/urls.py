"""The addresses that only a studio's server has."""

from django.urls import path

from goodterms.faces.web.studio import account, health, people, signing

urlpatterns = [
    path("health/", health.health, name="health"),
    path("sign-in/", signing.sign_in, name="sign-in"),
    path("sign-in/code/", signing.code, name="code"),
    path("sign-out/", signing.sign_out, name="sign-out"),
    path("welcome/<str:secret>/", signing.welcome, name="welcome"),
    path("account/", account.account, name="account"),
    path("account/two-factors/", account.confirm, name="two-factors"),
    path("studio/", people.people, name="people"),
    path("studio/invite/", people.invite, name="invite"),
    path("studio/people/<int:number>/", people.person, name="person"),
    path("studio/switch/", account.switch, name="switch"),
    path("studio/trail/", people.trail, name="trail"),
]
