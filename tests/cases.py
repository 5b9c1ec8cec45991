"""Many small cases as one test, which tells of all that fail: an item costs more than most."""

import inspect


def of_each(cases, *fixtures):
    """Makes a check of one case the test of all, of which each that fails is told by its name.

    A list of cases has no other names than what they are. A tuple is the arguments of one; after
    them the check takes the fixtures, which are the same for all.
    """
    named = cases if isinstance(cases, dict) else {repr(case): case for case in cases}

    def decorate(check):
        def test(**values):
            failures = []
            for name, case in named.items():
                try:
                    check(*(case if isinstance(case, tuple) else (case,)), **values)
                except Exception as failure:
                    failure.add_note(f"of the case {name}")
                    failures.append(failure)
            if failures:
                raise ExceptionGroup(f"{len(failures)} of {len(named)} cases fail", failures)

        test.__name__, test.__doc__ = check.__name__, check.__doc__
        keyword = inspect.Parameter.KEYWORD_ONLY
        test.__signature__ = inspect.Signature(
            [inspect.Parameter(name, keyword) for name in fixtures]
        )
        return test

    return decorate
