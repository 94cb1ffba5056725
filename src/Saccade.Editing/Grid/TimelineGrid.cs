using Saccade.Media;

namespace Saccade.Editing.Grid;

/// <summary>
/// One timeline as numbers: row i says what each track shows at i steps after the start. Letters: T steps, K = 20 tracks, V values a track.
/// </summary>
public sealed class TimelineGrid
{
    /// <summary>Longer than any timeline at a tenth of a second: eleven days.</summary>
    public const int MostSteps = 10_000_000;

    private readonly float[] _values;

    /// <param name="videoId">The timeline's name, unique in a set.</param>
    /// <param name="sourceVideoName">The video that it was cut from, without extension; <c>unknown</c> when nobody knows.</param>
    /// <param name="layout">What a row holds.</param>
    /// <param name="step">Seconds from one row to the next.</param>
    /// <param name="values">(T, K, V)</param>
    /// <param name="content">What is heard and seen meanwhile; null when nobody has looked.</param>
    /// <exception cref="ArgumentException">The values are no whole number of rows, the step is not positive, or the content has another number of steps.</exception>
    public TimelineGrid(string videoId, string sourceVideoName, GridLayout layout, MediaTime step, float[] values, GridContent? content = null)
    {
        if (values.Length % layout.Width != 0 || values.Length / layout.Width > MostSteps)
            throw new ArgumentException($"{values.Length} numbers are not rows of {layout.Width}, at most {MostSteps} of them.", nameof(values));
        if (step <= MediaTime.Zero)
            throw new ArgumentException($"A step of {step} seconds is not positive.", nameof(step));
        if (content is not null && content.Steps != values.Length / layout.Width)
            throw new ArgumentException($"Content of {content.Steps} steps is not that of a timeline of {values.Length / layout.Width}.", nameof(content));
        (VideoId, SourceVideoName, Layout, Step, _values, Content) = (videoId, sourceVideoName, layout, step, values, content);
    }

    /// <summary>Of sources that nobody knows.</summary>
    public const string UnknownSource = "unknown";

    /// <summary>A tenth of a second: the historical step, and the default.</summary>
    public static MediaTime DefaultStep { get; } = new(1, 10);

    public string VideoId { get; }

    public string SourceVideoName { get; }

    public GridLayout Layout { get; }

    public MediaTime Step { get; }

    /// <summary>T</summary>
    public int Steps => _values.Length / Layout.Width;

    /// <summary>(T, K, V)</summary>
    public ReadOnlyMemory<float> Values => _values;

    /// <summary>What is heard and seen at each step; null when nobody has looked. Tables and archives of grids do not hold it, stored sets do.</summary>
    public GridContent? Content { get; }

    /// <summary>What counts as one source project when grids are dealt to splits: the source video, or the timeline itself when that is not known.</summary>
    public string Project => SourceVideoName is "" or UnknownSource ? VideoId : SourceVideoName;

    /// <summary>(K, V): row <paramref name="step"/>.</summary>
    public ReadOnlySpan<float> Row(int step) => _values.AsSpan(step * Layout.Width, Layout.Width);

    /// <summary>The same timeline with this content.</summary>
    /// <exception cref="ArgumentException">It has another number of steps.</exception>
    public TimelineGrid With(GridContent? content) => new(VideoId, SourceVideoName, Layout, Step, _values, content);

    /// <summary>When row <paramref name="step"/> is.</summary>
    public MediaTime TimeOf(int step) => new(step * Step.Numerator, Step.Denominator);
}
