namespace Saccade.Training;

/// <summary>
/// Gradient norms of a model's modules, out of those of their parameters: a module is what stands first in a parameter's name (<c>encoder</c>, <c>done_head</c>). They are taken before clipping, after which none
/// could be greater than the clipping's norm; and a module is dead when all of its gradients are exactly 0, which nothing but a broken path can make.
/// </summary>
public static class ModuleNorms
{
    /// <summary>The Euclidean norm of each module's gradient, in the order of the parameters.</summary>
    /// <param name="parameters">Norms by the parameters' dotted names, as <see cref="EpochEntry.GradientNorms"/> has them.</param>
    public static IReadOnlyList<(string Module, double Norm)> Of(IReadOnlyDictionary<string, double> parameters) =>
        [.. parameters.GroupBy(p => p.Key.Split('.')[0]).Select(g => (g.Key, Math.Sqrt(g.Sum(p => p.Value * p.Value))))];
}
