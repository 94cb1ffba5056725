using System.Text.Json;
using Saccade.Training;

namespace Saccade.Studio.Curves;

/// <summary>The numbers of a journal in columns, brought up to date by reading only what is new. Asked for, they come downsampled.</summary>
/// <param name="path">The journal.</param>
internal sealed class JournalCurves(string path)
{
    private readonly JournalLines lines = new(path);
    private readonly CurveTable steps = new(), epochs = new();
    private readonly Lock gate = new();
    private long lastStep;

    /// <summary>How many numbers are kept.</summary>
    public long Size => steps.Size + epochs.Size;

    /// <summary>Reads what is new and answers.</summary>
    /// <param name="names">Names of curves; one that ends with '*' stands for all that begin so. Unknown ones are left out.</param>
    /// <param name="points">Of each curve at most.</param>
    /// <param name="from">The first step; null: the journal's.</param>
    /// <param name="to">The last step; null: the journal's.</param>
    /// <exception cref="RunException">The journal cannot be read.</exception>
    public CurveAnswer Ask(IReadOnlyList<string> names, int points, long? from, long? to)
    {
        lock (gate)
        {
            Update();
            var asked = names.SelectMany(Matching).Distinct().Select(name => Curve.Of(name, steps.Names.Contains(name) ? steps : epochs, points, from ?? 0, to ?? long.MaxValue));
            return new([.. asked], lastStep, lines.Place);
        }
    }

    private IEnumerable<string> Matching(string name)
    {
        var all = steps.Names.Concat(epochs.Names);
        return name.EndsWith('*') ? all.Where(n => n.StartsWith(name[..^1], StringComparison.Ordinal)) : all.Where(n => n == name);
    }

    private void Update()
    {
        if (lines.Read(Take))
            return;
        steps.Clear();
        epochs.Clear();
        lastStep = 0;
        lines.Read(Take);
    }

    private void Take(ReadOnlyMemory<byte> block)
    {
        var bytes = block.Span;
        foreach (var range in bytes.Split((byte)'\n'))
            TakeLine(bytes[range]);
    }

    private void TakeLine(ReadOnlySpan<byte> line)
    {
        try
        {
            if (line.StartsWith("{\"type\":\"step\""u8))
                TakeStep(line);
            else if (line.StartsWith("{\"type\":\"epoch\""u8))
                TakeEpoch(line);
        }
        catch (Exception damaged) when (damaged is JsonException or FormatException or InvalidOperationException)
        {
            // One line that is no entry leaves the others as they are; the run's row says that the journal is damaged.
        }
    }

    private void TakeStep(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        var (step, samples, rate, column) = (0L, double.NaN, double.NaN, 0);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("step"u8))
                step = Whole(ref reader);
            else if (reader.ValueTextEquals("loss"u8) || reader.ValueTextEquals("learning_rate"u8) || reader.ValueTextEquals("gradient_norm"u8) || reader.ValueTextEquals("memory_mb"u8))
                Put(ref reader, steps, ref column, "");
            else if (reader.ValueTextEquals("terms"u8))
                PutAll(ref reader, steps, ref column, SeriesNames.TermPrefix);
            else if (reader.ValueTextEquals("samples_seen"u8))
                samples = Number(ref reader);
            else if (reader.ValueTextEquals("steps_per_second"u8))
                rate = Number(ref reader);
            else
                reader.Skip();
        }
        if (step > 0)
            steps.Set(steps.ColumnOf(column, "", "samples_per_second"u8), rate * samples / step);
        steps.Add(step);
        lastStep = Math.Max(lastStep, step);
    }

    private void TakeEpoch(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        var (step, column) = (0L, 0);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("step"u8))
                step = Whole(ref reader);
            else if (reader.ValueTextEquals("train_loss"u8) || reader.ValueTextEquals("validation_loss"u8))
                Put(ref reader, epochs, ref column, "");
            else if (reader.ValueTextEquals("metrics"u8))
                PutAll(ref reader, epochs, ref column, SeriesNames.MetricPrefix);
            else if (reader.ValueTextEquals("gradient_norms"u8))
                PutAll(ref reader, epochs, ref column, SeriesNames.LayerPrefix);
            else
                reader.Skip();
        }
        epochs.Add(step);
        lastStep = Math.Max(lastStep, step);
    }

    private static void PutAll(ref Utf8JsonReader reader, CurveTable table, ref int column, string prefix)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("numbers by their names are no object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            Put(ref reader, table, ref column, prefix);
    }

    /// <summary>Puts a property's number into the column of its name. Names hold no escapes.</summary>
    private static void Put(ref Utf8JsonReader reader, CurveTable table, ref int column, string prefix)
    {
        var place = table.ColumnOf(column, prefix, reader.ValueSpan);
        table.Set(place, Number(ref reader));
        column = place + 1;
    }

    private static double Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();
    }

    private static long Whole(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt64();
    }
}
