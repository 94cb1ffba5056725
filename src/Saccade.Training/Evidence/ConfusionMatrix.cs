namespace Saccade.Training;

/// <summary>How often each class (row) was taken for each (column), and what follows for each class.</summary>
public sealed record ConfusionMatrix(IReadOnlyList<string> Classes, IReadOnlyList<IReadOnlyList<int>> Counts)
{
    /// <returns>Null when no sample, and no unit of one, has both a class and a prediction.</returns>
    public static ConfusionMatrix? From(IEnumerable<SampleOutput> outputs, IReadOnlyList<string> classes)
    {
        var judged = outputs.SelectMany(Answer.Of).ToArray();
        if (judged.Length == 0)
            return null;
        var size = Math.Max(classes.Count, judged.Max(a => Math.Max(a.Label, a.Prediction)) + 1);
        var counts = new int[size][];
        for (var row = 0; row < size; row++)
            counts[row] = new int[size];
        foreach (var answer in judged)
            counts[answer.Label][answer.Prediction]++;
        return new ConfusionMatrix([.. Enumerable.Range(0, size).Select(c => c < classes.Count ? classes[c] : $"class_{c}")], counts);
    }

    /// <summary>Two matrices of the same classes added up; null unless both are.</summary>
    public static ConfusionMatrix? Sum(ConfusionMatrix? a, ConfusionMatrix? b) => a is null || b is null || !a.Classes.SequenceEqual(b.Classes)
        ? null
        : a with { Counts = [.. a.Counts.Zip(b.Counts, (x, y) => (IReadOnlyList<int>)[.. x.Zip(y, (m, n) => m + n)])] };

    /// <summary>Share of the class's samples that were recognised; NaN without samples.</summary>
    public double Recall(int label) => Ratio(Counts[label][label], Counts[label].Sum());

    /// <summary>Share of the samples taken for the class that were of it; NaN when nothing was.</summary>
    public double Precision(int label) => Ratio(Counts[label][label], Counts.Sum(row => row[label]));

    private static double Ratio(int part, int whole) => whole > 0 ? (double)part / whole : double.NaN;
}
