using Saccade.Objects.Learning;
using Saccade.Objects.Models;
using Saccade.Objects.Tokens;
using Saccade.Training;

namespace Saccade.Objects.Baselines;

/// <summary>
/// Always the commoner kind of the training split. How often that is right depends on what is counted, so there is one for each: <c>majority</c> (the recipe's
/// unit, and beside it the clip), and for information <c>majority_object_frame</c> (every sighting of a track) and <c>majority_video</c> (clips).
/// </summary>
internal sealed class MajorityUnitBaseline : IBaseline
{
    // Shares of a few thousand tracks are sure enough.
    private const int ClipsLookedAt = 512;

    private readonly Func<SampleOutput, SampleOutput> asked;

    private MajorityUnitBaseline(string name, bool isRival, Func<SampleOutput, SampleOutput> asked) => (Name, IsRival, this.asked) = (name, isRival, asked);

    public static MajorityUnitBaseline Unit { get; } = new("majority", isRival: true, o => o);

    public static MajorityUnitBaseline ObjectFrame { get; } = new("majority_object_frame", isRival: false, o => o with
    {
        Units = [.. (o.Units ?? []).SelectMany(u => Enumerable.Repeat(u with { Size = 1 }, u.Size))],
    });

    public static MajorityUnitBaseline Video { get; } = new("majority_video", isRival: false, o => o with { Units = null });

    public string Name { get; }

    public bool IsRival { get; }

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var data = (TokenizedClips)context.Data;
        var unit = PersistenceUnit.Named(context.Recipe.Run.Model);
        var training = data.Read(Split.Train, ClipsLookedAt)
            .Select(c => asked(new SampleOutput { Id = c.Id, Label = (int)c.Truth.Clip, Units = UnitTruth.Of(c.Tokens, c.Truth, unit) })).ToArray();
        var ofClips = training.Average(o => o.Label);
        var units = training.SelectMany(o => o.Units ?? []).Where(u => u.Label >= 0).ToArray();
        var ofUnits = units.Length > 0 ? units.Average(u => u.Label) : ofClips;
        return [.. context.Outputs.Select(asked).Select(o => o with
        {
            Prediction = ofClips >= 0.5 ? 1 : 0,
            Probabilities = [(float)(1 - ofClips), (float)ofClips],
            Units = o.Units is null ? null : [.. o.Units.Select(u => u with { Prediction = ofUnits >= 0.5 ? 1 : 0, Probability = (float)ofUnits })],
            Attention = null,
        })];
    }
}
