"""Run the command `fieldref` for `python -m fieldref`."""

from fieldref.cli.main import main

if __name__ == "__main__":
    main()
