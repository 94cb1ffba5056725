using Saccade.Editing.Content;
using Saccade.Editing.Corpora.Habits;

namespace Saccade.Editing.Corpora;

/// <summary>
/// What all editors of a corpus leave out of a recording. At a cut (<see cref="CutWhenLoudnessFalls"/> says when) what is quiet and calm is left out, up to the step before it is
/// loud or busy; so is a loud stretch in which nothing is busy from its first step to its last. What is shown goes on until the next cut, even if it is quiet and calm meanwhile.
/// </summary>
internal static class FootageRule
{
    // Every cut can be seen in the source.
    private const int FewestLeftOut = 3;

    // How far somebody may go on who does not follow the rule.
    private const int WhimReach = 40;

    /// <summary>The step of the source with which it goes on.</summary>
    /// <param name="source">The recording.</param>
    /// <param name="cut">The first step of the source that is not seen.</param>
    public static int GoOn(ContentFeatures source, int cut)
    {
        var next = cut + FewestLeftOut;
        while (true)
        {
            while (next < source.Steps && !IsLoud(source, next) && !IsBusy(source, next))
                next++;
            var (end, isBusy) = (next, false);
            for (; end < source.Steps && IsLoud(source, end); end++)
                isBusy |= IsBusy(source, end);
            if (isBusy || end == next)
                return Math.Min(Math.Max(cut + FewestLeftOut, next - 1), source.Steps - 1);
            next = end;
        }
    }

    /// <summary>The same for a decision that is a whim.</summary>
    /// <param name="draw">Its first random number; one is used.</param>
    public static int GoOnAnyhow(ContentFeatures source, int cut, CorpusRandom whims, int draw) =>
        Math.Min(cut + FewestLeftOut + whims.Integer(draw, 0, WhimReach), source.Steps - 1);

    /// <summary>The steps of a source that somebody keeps who has no whims, each from a first to before an end.</summary>
    public static IEnumerable<int[]> Kept(ContentFeatures source, Editor editor)
    {
        var delay = editor.Habits.OfType<CutWhenLoudnessFalls>().Single().Delay;
        // What is seen, one step after the other, as far as a fall of the sound can be told from it.
        var loud = new List<bool>();
        var first = 0;
        for (var at = 0; at < source.Steps; at++)
        {
            if (loud.Count > delay && !loud[^delay] && loud[^(delay + 1)])
            {
                yield return [first, at];
                first = at = GoOn(source, at);
            }
            loud.Add(IsLoud(source, at));
        }
        yield return [first, source.Steps];
    }

    private static bool IsLoud(ContentFeatures source, int step) => source[step, ContentFeatures.Loudness] >= SourceContent.Quiet;

    private static bool IsBusy(ContentFeatures source, int step) => source[step, ContentFeatures.Motion] >= SourceContent.Busy;
}
