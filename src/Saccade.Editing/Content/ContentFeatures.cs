using System.Globalization;
using System.Text;
using Saccade.Editing.Grid;
using Saccade.Editing.Time;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Content;

/// <summary>
/// What is heard and seen at each step of a recording or a timeline, as far as models are told: (T, F) numbers with F = 3, a tenth of a second apart. A feature that cannot be
/// known (the loudness of a video without sound) is absent: its numbers are NaN, and <see cref="Has"/> says so.
/// </summary>
public sealed class ContentFeatures
{
    /// <summary>Places of the features.</summary>
    public const int Loudness = 0, Motion = 1, ShotChange = 2;

    private const long MostBytes = 256L << 20;

    private readonly float[] _values;

    /// <param name="values">(T, F); a feature that is NaN at the first step is absent and NaN at every step.</param>
    /// <exception cref="ArgumentException">It is no whole number of rows, or a feature is there at some steps only.</exception>
    public ContentFeatures(float[] values)
    {
        if (values.Length % Names.Count != 0)
            throw new ArgumentException($"{values.Length} numbers are no rows of {Names.Count}.", nameof(values));
        for (var i = Names.Count; i < values.Length; i++)
        {
            if (float.IsNaN(values[i]) != float.IsNaN(values[i % Names.Count]))
                throw new ArgumentException($"{Names[i % Names.Count]} is there at some steps and not at others.", nameof(values));
        }
        _values = values;
    }

    /// <summary>Loudness and motion from 0 to 1; 1 at the first step of a new shot.</summary>
    public static IReadOnlyList<string> Names { get; } = ["loudness", "motion", "shot_change"];

    /// <summary>Seconds from row to row.</summary>
    public static Rational Step { get; } = new(1, 10);

    /// <summary>T</summary>
    public int Steps => _values.Length / Names.Count;

    /// <summary>(T, F)</summary>
    public ReadOnlyMemory<float> Values => _values;

    public float this[int step, int feature] => _values[(step * Names.Count) + feature];

    /// <summary>Whether a feature is known.</summary>
    public bool Has(int feature) => _values.Length == 0 || !float.IsNaN(_values[feature]);

    /// <summary>The features that are known, as a grid takes them.</summary>
    public GridContent OfGrid()
    {
        var known = Enumerable.Range(0, Names.Count).Where(Has).ToArray();
        return new GridContent([.. known.Select(f => Names[f])], [.. Enumerable.Range(0, Steps).SelectMany(step => known.Select(f => this[step, f]))]);
    }

    /// <summary>The file beside a timeline, on the timeline's clock: <c>a.xml</c> has <c>a.features.csv</c>.</summary>
    public static string Beside(string timeline) => Path.ChangeExtension(timeline, ".features.csv");

    /// <summary>
    /// The file beside a recording, on the recording's clock: <c>a.mp4</c> has <c>a.mp4.features.csv</c>. Its whole name stands there, since a timeline <c>a.xml</c> cut from it
    /// may lie in the same folder.
    /// </summary>
    public static string OfSource(string video) => $"{video}.features.csv";

    /// <summary>Writes a CSV with one row a step: <c>step,loudness,motion,shot_change</c>, without the columns of absent features.</summary>
    /// <exception cref="RunException">It cannot be written.</exception>
    public void Write(string path)
    {
        var there = Enumerable.Range(0, Names.Count).Where(Has).ToArray();
        var text = new StringBuilder().Append("step,").AppendJoin(',', there.Select(f => Names[f])).Append('\n');
        for (var step = 0; step < Steps; step++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{step}");
            foreach (var feature in there)
                text.Append(CultureInfo.InvariantCulture, $",{this[step, feature]:R}");
            text.Append('\n');
        }
        AtomicFile.WriteText(path, text.ToString());
    }

    /// <summary>Reads what <see cref="Write"/> writes; a column that is not there is a feature that is absent.</summary>
    /// <exception cref="MediaException">It cannot be read, or a row says something impossible; names the line.</exception>
    public static ContentFeatures Read(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
                throw new MediaException(path, $"it is larger than the {MostBytes >> 20} MB that are read");
            using var reader = File.OpenText(path);
            var lines = new BoundedLines(path, reader);
            var columns = Columns(path, lines.Next());
            var values = new List<float>();
            while (lines.Next() is { } line)
            {
                var step = values.Count / Names.Count;
                var fields = line.Split(',');
                if (fields.Length != columns.Length + 1 || fields[0] != step.ToString(CultureInfo.InvariantCulture))
                    throw new MediaException(path, $"line {lines.Number}: is not step {step} with {columns.Length} numbers");
                for (var feature = 0; feature < Names.Count; feature++)
                    values.Add(float.NaN);
                foreach (var (i, feature) in columns.Index())
                {
                    if (!float.TryParse(fields[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !float.IsFinite(value))
                        throw new MediaException(path, $"line {lines.Number}: {Names[feature]} is no number");
                    values[(step * Names.Count) + feature] = value;
                }
            }
            return new ContentFeatures([.. values]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MediaException(path, $"cannot be read: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    /// <summary>The features that a header names: each once, at least one.</summary>
    private static int[] Columns(string path, string? header)
    {
        var names = (header ?? "").Split(',');
        var columns = names.Skip(1).Select(n => Names.ToList().IndexOf(n)).ToArray();
        return names[0] == "step" && columns.Length > 0 && !columns.Contains(-1) && columns.Distinct().Count() == columns.Length
            ? columns
            : throw new MediaException(path, $"line 1: the header is not 'step,{string.Join(',', Names)}', or this without features that are absent");
    }
}
