"""Many small cases as one test, which tells of all that fail: an item costs more than most."""


def of_each(cases):
    """Makes a check of one case the test of all of a dict, each told by its name if it fails."""

    def decorate(check):
        def test():
            failures = []
            for name, case in cases.items():
                try:
                    check(*case) if isinstance(case, tuple) else check(case)
                except Exception as failure:
                    failure.add_note(f"of the case {name!r}")
                    failures.append(failure)
            if failures:
                raise ExceptionGroup(f"{len(failures)} of {len(cases)} cases fail", failures)

        test.__name__, test.__doc__ = check.__name__, check.__doc__
        return test

    return decorate
