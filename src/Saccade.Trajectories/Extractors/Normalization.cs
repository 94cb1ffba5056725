namespace Saccade.Trajectories.Extractors;

/// <summary>What a convolutional extractor normalises by.</summary>
public enum Normalization
{
    /// <summary>Groups of channels of each clip on its own (Wu and He 2018): training and evaluation compute the same.</summary>
    Group,

    /// <summary>Each channel over the whole batch (Ioffe and Szegedy 2015): evaluation uses running statistics instead.</summary>
    Batch,
}
