"""The commands of the program, a module each; ``register`` puts one on the command line."""
