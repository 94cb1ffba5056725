using System.Globalization;
using System.Text;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Corpora;

/// <summary>What is heard and seen at each step of a timeline, as far as models are told: (T, F) numbers with F = 3.</summary>
public sealed class ContentFeatures
{
    /// <summary>Places of the features.</summary>
    public const int Loudness = 0, Motion = 1, ShotChange = 2;

    private const long MostBytes = 256L << 20;

    private readonly float[] _values;

    /// <param name="values">(T, F)</param>
    /// <exception cref="ArgumentException">It is no whole number of rows.</exception>
    public ContentFeatures(float[] values)
    {
        if (values.Length % Names.Count != 0)
            throw new ArgumentException($"{values.Length} numbers are no rows of {Names.Count}.", nameof(values));
        _values = values;
    }

    /// <summary>Loudness and motion from 0 to 1; 1 at the first step of a new shot.</summary>
    public static IReadOnlyList<string> Names { get; } = ["loudness", "motion", "shot_change"];

    /// <summary>T</summary>
    public int Steps => _values.Length / Names.Count;

    /// <summary>(T, F)</summary>
    public ReadOnlyMemory<float> Values => _values;

    public float this[int step, int feature] => _values[(step * Names.Count) + feature];

    /// <summary>The file beside a timeline: <c>a.xml</c> has <c>a.features.csv</c>.</summary>
    public static string Beside(string timeline) => Path.ChangeExtension(timeline, ".features.csv");

    /// <summary>Writes a CSV with one row a step: <c>step,loudness,motion,shot_change</c>.</summary>
    /// <exception cref="RunException">It cannot be written.</exception>
    public void Write(string path)
    {
        var text = new StringBuilder().Append("step,").AppendJoin(',', Names).Append('\n');
        for (var step = 0; step < Steps; step++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{step}");
            for (var feature = 0; feature < Names.Count; feature++)
                text.Append(CultureInfo.InvariantCulture, $",{this[step, feature]:R}");
            text.Append('\n');
        }
        AtomicFile.WriteText(path, text.ToString());
    }

    /// <exception cref="MediaException">It cannot be read, or a row says something impossible; names the line.</exception>
    public static ContentFeatures Read(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
                throw new MediaException(path, $"it is larger than the {MostBytes >> 20} MB that are read");
            var lines = File.ReadAllLines(path);
            if (lines.Length == 0 || lines[0] != $"step,{string.Join(',', Names)}")
                throw new MediaException(path, $"line 1: the header is not 'step,{string.Join(',', Names)}'");
            var values = new float[(lines.Length - 1) * Names.Count];
            for (var line = 1; line < lines.Length; line++)
            {
                var fields = lines[line].Split(',');
                if (fields.Length != Names.Count + 1 || fields[0] != (line - 1).ToString(CultureInfo.InvariantCulture))
                    throw new MediaException(path, $"line {line + 1}: is not step {line - 1} with {Names.Count} numbers");
                for (var feature = 0; feature < Names.Count; feature++)
                {
                    if (!float.TryParse(fields[feature + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !float.IsFinite(value))
                        throw new MediaException(path, $"line {line + 1}: {Names[feature]} is no number");
                    values[((line - 1) * Names.Count) + feature] = value;
                }
            }
            return new ContentFeatures(values);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MediaException(path, $"cannot be read: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }
}
