namespace Saccade.Cli.Bench;

/// <summary>A bench model that also takes its input as it comes in, a step of one sample at a time.</summary>
public interface IStreamingBench
{
    /// <summary>The next step of an endless stream, without a tape.</summary>
    void Stream();
}
