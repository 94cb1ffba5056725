using Saccade.Training;

namespace Saccade.Cli;

/// <summary>Where commands put what they make of each input, under the input's name.</summary>
internal static class ResultFolder
{
    /// <exception cref="RunException">It cannot be made.</exception>
    public static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RunException($"{folder}: cannot be made ({failure.Message.TrimEnd('.')})", failure);
        }
    }

    /// <param name="inputs">Files.</param>
    /// <param name="things">What they are, as in <c>inputs</c>.</param>
    /// <param name="verb">What is done with them, as in <c>predict</c>.</param>
    /// <exception cref="UsageException">Two of them have one name.</exception>
    public static void RefuseTwins(IEnumerable<string> inputs, string things, string verb)
    {
        if (inputs.Select(Path.GetFileNameWithoutExtension).GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new UsageException($"two {things} are called '{twice.Key}' and would overwrite each other's results; {verb} them into different folders");
    }
}
