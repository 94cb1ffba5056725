using Saccade.Editing.Content;
using Saccade.Editing.Corpora.Habits;
using Saccade.Editing.Grid;

namespace Saccade.Editing.Corpora;

/// <summary>A decision with what became of it.</summary>
/// <param name="Due">What the rule called for.</param>
/// <param name="Done">What the track shows instead, or the same.</param>
public readonly record struct DecisionTaken(Decision Due, TrackState Done)
{
    public bool IsFollowed => Done == Due.Right;
}

/// <summary>
/// One timeline as an editor with habits makes it of one source: step by step, each from what lies before it. A tenth of the decisions are whims: the change is not made,
/// or made differently. With every cut something of the source is left out, as <see cref="FootageRule"/> says it; a tenth of the times it is something else.
/// </summary>
public sealed class EditedSample
{
    private const double Whims = 0.1;
    private const int Shortest = 600, Longest = 1200;

    // Enough for any timeline: two thirds of a source are kept.
    private const int SourcePerStep = 4;
    private const int DrawsPerDecision = 4;

    private EditedSample(Editor editor, int steps, ContentFeatures source) =>
        (Editor, Rows, SourceSteps, Source) = (editor, new float[steps * GridLayout.Nine.Width], new int[steps], source);

    public Editor Editor { get; }

    /// <summary>(T, K, 9)</summary>
    public float[] Rows { get; }

    /// <summary>(T): the step of the source that is seen.</summary>
    public int[] SourceSteps { get; }

    /// <summary>Steps at which the game is cut.</summary>
    public List<int> Cuts { get; } = [];

    public List<DecisionTaken> Decisions { get; } = [];

    /// <summary>On the timeline's clock.</summary>
    public required ContentFeatures Content { get; init; }

    /// <summary>On the source's clock; the recording ends where the timeline does.</summary>
    public ContentFeatures Source { get; private set; }

    public static EditedSample Make(ulong seed, int sample)
    {
        var steps = new CorpusRandom(seed, sample, CorpusPurpose.Length).Integer(0, Shortest, Longest);
        var source = SourceContent.Of(steps * SourcePerStep, seed, sample);
        var content = new float[steps * ContentFeatures.Names.Count];
        var made = new EditedSample(Editor.All[sample % Editor.All.Count], steps, source) { Content = new ContentFeatures(content) };
        var whims = new CorpusRandom(seed, sample, CorpusPurpose.Whim);
        var footageWhims = new CorpusRandom(seed, sample, CorpusPurpose.FootageWhim);
        var oracle = new Oracle(made.Editor);
        made.Editor.Open(made.Rows.AsSpan(0, GridLayout.Nine.Width));
        for (var (step, at) = (0, 0); step < steps; step++, at++)
        {
            if (step > 0 && made.Decide(oracle, new SoFar(made.Rows, content, step), whims))
                at = footageWhims.Uniform(2 * step, 0, 1) >= Whims ? FootageRule.GoOn(source, at) : FootageRule.GoOnAnyhow(source, at, footageWhims, (2 * step) + 1);
            made.SourceSteps[step] = at;
            source.Values.Span.Slice(at * ContentFeatures.Names.Count, ContentFeatures.Names.Count).CopyTo(content.AsSpan(step * ContentFeatures.Names.Count));
        }
        made.Source = new ContentFeatures(source.Values[..((made.SourceSteps[^1] + 1) * ContentFeatures.Names.Count)].ToArray());
        return made;
    }

    /// <summary>Writes the step's row.</summary>
    /// <returns>Whether the game is cut.</returns>
    private bool Decide(Oracle oracle, SoFar soFar, CorpusRandom whims)
    {
        var row = Rows.AsSpan(soFar.Step * GridLayout.Nine.Width, GridLayout.Nine.Width);
        Rows.AsSpan((soFar.Step - 1) * GridLayout.Nine.Width, GridLayout.Nine.Width).CopyTo(row);
        var isCut = false;
        foreach (var due in oracle.Due(soFar))
        {
            var draw = ((soFar.Step * GridLayout.Tracks) + due.Track) * DrawsPerDecision;
            var before = soFar.Track(due.Track, 1);
            var done = whims.Uniform(draw, 0, 1) >= Whims ? due.Right
                : whims.Integer(draw + 1, 0, 2) == 0 || !due.Right.Active ? before
                : due.Right with { Scale = Math.Round(due.Right.Scale * whims.Uniform(draw + 2, 0.7, 1.3), 1), X = Math.Round(due.Right.X + whims.Uniform(draw + 3, -0.2, 0.2), 3) };
            done.Write(row.Slice(due.Track * GridLayout.Nine.Values.Count, GridLayout.Nine.Values.Count));
            Decisions.Add(new DecisionTaken(due, done));
            if (due.Habit == CutWhenLoudnessFalls.HabitName && done != before)
            {
                Cuts.Add(soFar.Step);
                isCut = true;
            }
        }
        return isCut;
    }
}
