"""`python -m fieldref` is the command `fieldref`."""

from fieldref.cli.main import main

if __name__ == "__main__":
    main()
