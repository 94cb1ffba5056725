namespace Saccade.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>A file, the machine or the work itself failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a recipe asks for something that does not exist.</summary>
    public const int Usage = 2;

    /// <summary>The numbers were computed and mean nothing; the verdict names the check.</summary>
    public const int InvalidEvidence = 3;

    /// <summary>Ctrl-C or a termination signal, after a clean stop.</summary>
    public const int Interrupted = 130;
}
