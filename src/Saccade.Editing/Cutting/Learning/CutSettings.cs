using System.Text.Json;
using Saccade.Training;

namespace Saccade.Editing.Cutting.Learning;

/// <summary>
/// What makes clips of a model's probabilities: the threshold and the shape that do best on the validation split, and on nothing else. They lie with the run as <c>cutting.json</c>.
/// </summary>
/// <param name="Threshold">Probability from which on a step is kept.</param>
/// <param name="Shape">What is made of gaps, short clips and margins.</param>
/// <param name="ValidationKeepF1">With these, on validation.</param>
/// <param name="ValidationBoundaryF1">Likewise, within 0.5 s.</param>
public sealed record CutSettings(double Threshold, ClipShape Shape, double ValidationKeepF1, double ValidationBoundaryF1)
{
    /// <returns>Null where nothing can be judged.</returns>
    public static CutSettings? Fit(IReadOnlyList<SampleOutput> validation)
    {
        var judged = validation.Where(o => o.Units is { Count: > 0 } units && units.All(u => u.Label >= 0)).Select(o => (Scores: CutJudge.Scores(o), Truth: CutJudge.Truth(o))).ToArray();
        if (judged.Length == 0)
            return null;
        var (best, score) = CutSearch.Best<CutSettings>(
            new(0.5, ClipShape.None, 0, 0),
            [
                s => Enumerable.Range(1, 19).Select(i => s with { Threshold = Math.Round(i * 0.05, 2) }),
                .. CutSearch.Shapes<CutSettings>(s => s.Shape, (s, shape) => s with { Shape = shape }),
            ],
            s => CutSearch.Score(judged.Select(j => (CutDecoding.Decode(j.Scores, s.Threshold, s.Shape), j.Truth))));
        return best with { ValidationKeepF1 = score.Keep, ValidationBoundaryF1 = score.Boundary };
    }

    /// <summary>What a run stored; null when it stored none.</summary>
    /// <exception cref="RunException">It cannot be read.</exception>
    public static CutSettings? Read(RunFolder run)
    {
        var path = run.CuttingPath;
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<CutSettings>(File.ReadAllText(path), RunJson.Indented) is { Shape: not null } settings ? settings : throw new JsonException("it holds nothing");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new RunException($"{path}: cannot be read ({e.Message.ReplaceLineEndings(" ")}); train the run again", e);
        }
    }

    public void Write(RunFolder run) => AtomicFile.WriteText(run.CuttingPath, JsonSerializer.Serialize(this, RunJson.Indented) + "\n");

    /// <summary>The output with clips in place of single steps.</summary>
    internal SampleOutput Applied(SampleOutput output) => output.Units is null ? output : CutJudge.Decided(output, CutDecoding.Decode(CutJudge.Scores(output), Threshold, Shape));
}
