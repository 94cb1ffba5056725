namespace Saccade.Training;

/// <summary>The checkpoints that a run keeps in <c>checkpoints/</c>.</summary>
public static class CheckpointNames
{
    /// <summary>What <c>--resume</c> goes on from.</summary>
    public const string Last = "last.safetensors";

    /// <summary>The epoch that validated best; what is evaluated and predicted with.</summary>
    public const string Best = "best.safetensors";

    /// <summary>The end of the run.</summary>
    public const string Final = "final.safetensors";

    /// <summary>Kept every <c>checkpoint_every</c> epochs.</summary>
    public static string Epoch(int epoch) => $"epoch-{epoch:D4}.safetensors";
}
