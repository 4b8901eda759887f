"""What a rule's findings come to, said bluntly: one sentence a rule, with a count."""

from __future__ import annotations

from okrsite.model.noun import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """How many findings of a rule are told."""

    rule: str
    of: str
    """What is counted: `key results`, `objectives`, or empty: the findings themselves."""
    one: str
    many: str
    why: str

    def words(self, count: int, whole: int) -> str:
        """The sentence; of how many, where the findings are some of a whole."""
        if count == 1:
            return self.one
        if self.of and count == whole:
            return self.many.format(n=f"All {count} {self.of}")
        return self.many.format(n=f"{count} of {whole} {self.of}" if self.of else str(count))


_KR, _O = "key results", "objectives"

SENTENCES = (
    Sentence("task-like-key-result", _KR, "1 key result is a task.", "{n} are tasks.",
             "They say what will be done, not what will be different when it is."),
    Sentence("orphan-objective", _O, "1 objective serves nothing.", "{n} serve nothing.",
             "Nobody can tell which larger goal would suffer if they were dropped."),
    Sentence("no-measure", _KR, "1 key result has no measure.", "{n} have no measure.",
             "How far they are is for their author to say."),
    Sentence("missing-owner", "", "1 goal has no owner.", "{n} goals have no owner.",
             "What everybody owns, nobody does."),
    Sentence("too-few-key-results", _O, "1 objective is hardly proved.", "{n} are hardly proved.",
             "With one key result or none, nothing tells whether the objective is reached."),
    Sentence("too-many-key-results", _O, "1 objective has too many key results.",
             "{n} have too many key results.", "What has seven priorities has none."),
    Sentence("missing-baseline", _KR, "1 key result does not say where it starts.",
             "{n} do not say where they start.", "Without a beginning, progress is a guess."),
    Sentence("unsupported-objective", _O, "1 objective is carried by nobody below.",
             "{n} are carried by nobody below.", "It stands at the top, and no team works on it."),
    Sentence("vague-title", "", "1 title could stand over any team.",
             "{n} titles could stand over any team.", "Whoever reads them learns nothing."),
    Sentence("compound-key-result", _KR, "1 key result is two in one.", "{n} are two in one.",
             "Half of them may be reached, and nobody can say which half."),
    Sentence("routine-work", "", "1 goal is work that goes on in any case.",
             "{n} goals are work that goes on in any case.",
             "The trains must run; that is no change."),
    Sentence("near-duplicate-objective", "", "1 objective says what another says.",
             "{n} objectives say what another says.", "Two teams, one goal: is it one objective?"),
    Sentence("too-many-objectives", "", "1 team has more objectives than it can pursue.",
             "{n} teams have more objectives than they can pursue.", "Choosing is the hard part."),
    Sentence("overloaded-owner", "", "1 owner has more than one person can carry.",
             "{n} owners have more than one person can carry.", "Somebody else could carry some."),
    Sentence("mostly-yes-or-no", _O, "1 objective is proved by yes or no alone.",
             "{n} are proved by yes or no alone.", "They are right or wrong, never nearly there."),
    Sentence("number-in-objective", _O, "1 objective is a figure.", "{n} are figures.",
             "The figure belongs to a key result; the objective says what for."),
    Sentence("several-measures", _KR, "1 key result has several measures.",
             "{n} have several measures.", "One of them is the one that counts."),
)  # fmt: skip
"""In the order of their weight."""
