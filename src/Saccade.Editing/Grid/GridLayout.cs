namespace Saccade.Editing.Grid;

/// <summary>
/// What a track's numbers at one step are, and in which order. A step is <see cref="Tracks"/> x <see cref="Values"/> numbers, track by track:
/// 180 in the historical layout of nine values a track, 240 in the later one of twelve.
/// </summary>
public sealed class GridLayout
{
    /// <summary>Video tracks of a grid: V1 to V20.</summary>
    public const int Tracks = 20;

    /// <summary>Where the two whole numbers stand in every layout: whether a clip is there, and its asset class.</summary>
    public const int Active = 0, Asset = 1;

    private readonly float[] _inactive;

    private GridLayout(string[] values, float scaleFill, NumberGroup[] groups)
    {
        (Values, Groups) = (values, groups);
        _inactive = new float[values.Length];
        _inactive[IndexOf("scale")] = scaleFill;
    }

    /// <summary>Active, asset class, scale in per cent, position as a share of the frame from its centre, and four crops in per cent.</summary>
    public static GridLayout Nine { get; } = new(
        ["active", "asset", "scale", "x", "y", "crop_l", "crop_r", "crop_t", "crop_b"], scaleFill: 100,
        [new("scale", 0, 1), new("position", 1, 2), new("crop", 3, 4)]);

    /// <summary>The same with anchor and rotation in degrees; scale as a factor, and zeros where nothing is.</summary>
    public static GridLayout Twelve { get; } = new(
        ["active", "asset", "scale", "x", "y", "anchor_x", "anchor_y", "rotation", "crop_l", "crop_r", "crop_t", "crop_b"], scaleFill: 0,
        [new("scale", 0, 1), new("position", 1, 4), new("rotation", 5, 1), new("crop", 6, 4)]);

    public static IReadOnlyList<GridLayout> All { get; } = [Nine, Twelve];

    /// <summary>Names of a track's numbers, <c>active</c> first.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>The numbers after <c>active</c> and <c>asset</c>, in groups that are judged together; they follow one another without gaps.</summary>
    public IReadOnlyList<NumberGroup> Groups { get; }

    /// <summary>Where the numbers begin among a track's values.</summary>
    public const int FirstNumber = 2;

    /// <summary>Numbers of a track: 7 or 10.</summary>
    public int Numbers => Values.Count - FirstNumber;

    /// <summary>Numbers of one step: 180 or 240.</summary>
    public int Width => Tracks * Values.Count;

    /// <summary>What a track without a clip holds.</summary>
    public ReadOnlySpan<float> Inactive => _inactive;

    /// <summary>The layout with this many values a track; null for none.</summary>
    public static GridLayout? WithValues(int values) => All.FirstOrDefault(layout => layout.Values.Count == values);

    /// <summary>Where a value stands within a track's numbers.</summary>
    /// <exception cref="ArgumentException">The layout has no such value.</exception>
    public int IndexOf(string value)
    {
        for (var i = 0; i < Values.Count; i++)
            if (Values[i] == value)
                return i;
        throw new ArgumentException($"There is no value '{value}' in a layout of {string.Join(", ", Values)}.", nameof(value));
    }

    /// <summary>The column of a track's value in a table: <c>target_v3_scale</c>.</summary>
    /// <param name="track">From 0.</param>
    /// <param name="value">As <see cref="IndexOf"/> says.</param>
    public string Column(int track, int value) => FormattableString.Invariant($"target_v{track + 1}_{Values[value]}");
}

/// <summary>Numbers of a track that are judged together.</summary>
/// <param name="Name"><c>scale</c>, <c>position</c> (with the anchor where there is one), <c>rotation</c>, <c>crop</c>.</param>
/// <param name="First">The first, counted from <see cref="GridLayout.FirstNumber"/>.</param>
/// <param name="Count">How many.</param>
public sealed record NumberGroup(string Name, int First, int Count);
