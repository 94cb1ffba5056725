using Saccade.Tensors;

namespace Saccade.Neural;

/// <summary>
/// Finds the module where NaN or infinity first appeared. It reads every result, so it is for the one forward pass that is repeated after
/// a step's loss was not finite: the same step number draws the same random numbers.
/// </summary>
public static class NonFiniteSearch
{
    /// <summary>
    /// Runs <paramref name="forward"/> and returns the name of the innermost module that first returned a value that is not finite,
    /// or a parameter's name when the weights themselves are not finite; null when everything is.
    /// </summary>
    public static string? FirstNonFinite(this Module module, Action forward)
    {
        // Not the buffers: the forward pass that failed has left its NaN in every batch norm behind the culprit.
        foreach (var parameter in module.Parameters())
            if (!AllFinite(parameter.Tensor))
                return parameter.Name;
        string? found = null;
        module.Observe((name, output) => found ??= AllFinite(output) ? null : name);
        try
        {
            forward();
        }
        finally
        {
            module.Observe(null);
        }
        return found;
    }

    private static bool AllFinite(Tensor tensor)
    {
        foreach (var value in tensor.AsSpan())
            if (!float.IsFinite(value))
                return false;
        return true;
    }
}
