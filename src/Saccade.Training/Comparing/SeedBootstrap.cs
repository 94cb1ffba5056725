using Saccade.Tensors.Random;

namespace Saccade.Training;

/// <summary>
/// Draws models' runs with replacement beside the samples (a bootstrap on two levels): what another training would have given belongs to the uncertainty as much
/// as other samples do. Values of one draw are means over the runs that were drawn.
/// </summary>
internal static class SeedBootstrap
{
    private const ulong Seed = 20260103;

    /// <param name="perRun">A metric of each run of the model in every draw of samples.</param>
    /// <param name="model">The model's number: models are drawn apart from each other.</param>
    /// <returns>The model's value in every draw.</returns>
    public static double[] Of(IReadOnlyList<double[]> perRun, int model)
    {
        if (perRun.Count == 1)
            return perRun[0];
        var values = new double[perRun[0].Length];
        for (var draw = 0; draw < values.Length; draw++)
        {
            var key = new RandomKey(Seed, RandomStream.Evidence, (ulong)draw, (uint)model);
            for (var i = 0; i < perRun.Count; i++)
                values[draw] += perRun[key.Integer((ulong)i, perRun.Count)][draw] / perRun.Count;
        }
        return values;
    }
}
