using Saccade.Editing.Timelines;
using Saccade.Training;

namespace Saccade.Editing.Style;

/// <summary>How an editor uses what the editing program makes itself: titles, graphics, colours, bars.</summary>
/// <param name="Titles">Clips that show text.</param>
/// <param name="Generators">Other generated clips.</param>
/// <param name="TitlesPerMinute">Of all projects together.</param>
/// <param name="TitleSeconds">How long a title stays.</param>
/// <param name="TitleWords">Words of a title whose text the file gives.</param>
/// <param name="Tracks">Tracks that titles are on, the commonest first.</param>
/// <param name="Kinds">Names of generators and title styles, the commonest first.</param>
public sealed record TitleHabits(
    int Titles, int Generators, Interval TitlesPerMinute, Spread TitleSeconds, Spread TitleWords, IReadOnlyList<Usual<int>> Tracks, IReadOnlyList<Usual<string>> Kinds)
{
    private const int Named = 5;

    internal static TitleHabits Of(IReadOnlyList<EditedProject> projects, ProjectBootstrap bootstrap)
    {
        var made = projects.Index().SelectMany(p => p.Item.Timelines.SelectMany(In).Select(m => (m.Clip, m.Track, m.Kind, m.IsTitle, p.Index))).ToArray();
        var titles = made.Where(m => m.IsTitle).ToArray();
        return new TitleHabits(
            titles.Length, made.Length - titles.Length,
            bootstrap.OfRatio([.. Enumerable.Range(0, projects.Count).Select(p => (double)titles.Count(t => t.Index == p))], [.. projects.Select(p => p.Minutes)]),
            Spread.Of(titles.Select(t => t.Clip.Duration.Value)),
            Spread.Of(titles.Where(t => !string.IsNullOrWhiteSpace(t.Clip.Text)).Select(t => (double)t.Clip.Text!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length)),
            Usuals.Of(titles.Select(t => t.Track), Named),
            Usuals.Of(made.Select(m => m.Kind), Named));
    }

    /// <summary>Premiere's word for a graphic with text, which it writes as a file.</summary>
    private const string Graphic = "GraphicAndType";

    private static IEnumerable<(Clip Clip, int Track, string Kind, bool IsTitle)> In(EditedTimeline timeline)
    {
        var synthetic = timeline.Project.Media.Where(m => m.Synthetic is not null).ToDictionary(m => m.Id, m => m.Synthetic!);
        foreach (var track in timeline.Tracks)
        {
            foreach (var clip in track.Clips)
            {
                var kind = clip.Source switch
                {
                    ClipSource.Generated(var generator) => generator.Name.Length > 0 ? generator.Name : generator.Id,
                    ClipSource.Media(var id) => synthetic.GetValueOrDefault(id),
                    _ => null,
                };
                var isTitle = clip.Text is not null || kind == Graphic;
                if (isTitle || kind is not null)
                    yield return (clip, track.Number, kind ?? "title", isTitle);
            }
        }
    }
}
