"""Every proof can be shown to fail: each mutant fits the code as it is, and every proof has some."""

import subprocess

import pytest

from tests.proofs import catalogue
from tests.proofs.harness import mutants
from tools.shop import ROOT


@pytest.mark.parametrize("mutant", mutants.known(), ids=lambda mutant: mutant.name)
def test_a_mutant_fits_the_code_and_the_proof_that_has_to_notice_it(mutant):
    applied = subprocess.run(
        ["git", "apply", "--check", mutant.patch], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert applied.returncode == 0, applied.stderr
    assert catalogue.proof(mutant.proof).size(mutant.db, quick=True) is not None
    assert all(
        line.startswith("+++ b/backend/") for line in mutant.patch.read_text().splitlines() if line[:4] == "+++ "
    )


def test_every_proof_has_mutants_and_there_are_at_least_thirty():
    proofs = [mutant.proof for mutant in mutants.known()]
    assert set(proofs) == set(catalogue.IDS)
    assert len(proofs) >= 30
