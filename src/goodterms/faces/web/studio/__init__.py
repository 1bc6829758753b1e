"""Several people and several studios on one server: who comes in, whose records they see, what was done."""
