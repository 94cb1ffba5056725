using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>A comparison's conclusion with the model's label in place of its name, which may be a long path.</summary>
public static class ConclusionText
{
    public static string Of(ComparedMetric difference, IReadOnlyDictionary<string, string> labels)
    {
        var name = new[] { difference.A, difference.B }.FirstOrDefault(n => difference.Conclusion == $"{n} is better");
        return name is null ? difference.Conclusion : $"{labels.GetValueOrDefault(name, name)} is better";
    }
}
