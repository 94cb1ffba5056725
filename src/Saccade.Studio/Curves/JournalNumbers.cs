using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Saccade.Studio.Curves;

/// <summary>The numbers of a journal, or of a part of it, in columns: a row of each step's entry and of each epoch's.</summary>
internal sealed class JournalNumbers
{
    private readonly LineShape stepLines, epochLines;

    public JournalNumbers()
    {
        stepLines = new(Steps, [SeriesNames.Loss, SeriesNames.LearningRate, SeriesNames.GradientNorm, SeriesNames.Memory], new Dictionary<string, string> { ["terms"] = SeriesNames.TermPrefix });
        epochLines = new(Epochs, [SeriesNames.TrainLoss, SeriesNames.ValidationLoss], new Dictionary<string, string> { ["metrics"] = SeriesNames.MetricPrefix, ["gradient_norms"] = SeriesNames.LayerPrefix });
    }

    public CurveTable Steps { get; } = new();

    public CurveTable Epochs { get; } = new();

    /// <summary>How many there are.</summary>
    public long Size => Steps.Size + Epochs.Size;

    public long LastStep => Math.Max(Steps.LastStep, Epochs.LastStep);

    /// <summary>Adds those of a block of whole lines. One line that is no entry leaves the others as they are; the run's row says that the journal is damaged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(ReadOnlySpan<byte> block)
    {
        for (int length; (length = block.IndexOf((byte)'\n')) >= 0; block = block[(length + 1)..])
        {
            var line = block[..length];
            if (line.StartsWith("{\"type\":\"step\""u8))
                Read(stepLines, line);
            else if (line.StartsWith("{\"type\":\"epoch\""u8))
                Read(epochLines, line);
        }
    }

    /// <summary>Says how many times as many there are going to be.</summary>
    public void Expect(double times)
    {
        Steps.Expect((int)Math.Min(Steps.Count * times, Array.MaxLength));
        Epochs.Expect((int)Math.Min(Epochs.Count * times, Array.MaxLength));
    }

    /// <summary>Adds those of the part that follows.</summary>
    public void Append(JournalNumbers part)
    {
        Steps.Append(part.Steps);
        Epochs.Append(part.Epochs);
    }

    /// <summary>Forgets the numbers, and neither their names nor the shape of lines.</summary>
    public void Empty()
    {
        Steps.Empty();
        Epochs.Empty();
    }

    private static void Read(LineShape lines, ReadOnlySpan<byte> line)
    {
        try
        {
            lines.Read(line);
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
        {
            // See above. A key that is no text in UTF-8 is an invalid operation.
        }
    }
}
