using Saccade.Objects.Clips;

namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: features of a frozen network that transfer excellently. True: clips were stored as (T,C,H,W) and read as (T,H,W,C), in which no object was ever found; each clip became one token of zeros, and
/// nothing that was measured depended on the clips. Caught by <c>unseen_objects</c>.
/// </summary>
public class SwappedLayout
{
    private static readonly PersistenceClipOptions Options = new();

    /// <summary>Writes (T,S,S,3) as (T,3,S,S), which is as many bytes.</summary>
    private static void ChannelsFirst(byte[] clip)
    {
        var plane = Options.Size * Options.Size;
        var frame = new byte[Options.FrameBytes];
        for (var at = 0; at < clip.Length; at += frame.Length)
        {
            for (var i = 0; i < frame.Length; i++)
                frame[i % 3 * plane + i / 3] = clip[at + i];
            frame.CopyTo(clip, at);
        }
    }

    [Fact]
    public void Clips_read_with_their_axes_in_another_order_are_named_whatever_the_model_says_of_them()
    {
        using var data = new MisreadClips(layout: ChannelsFirst);
        var evaluation = PersistenceTrial.Judge(data, PersistenceTrial.Right);
        Assert.Equal("invalid: unseen_objects", evaluation.Verdict);
        Assert.Contains("they do not show what the truth is about", evaluation.Checks.Single(c => c.Name == "unseen_objects").Detail);
    }

    [Fact]
    public void Clips_in_their_own_order_pass()
    {
        using var data = new MisreadClips();
        var evaluation = PersistenceTrial.Judge(data, PersistenceTrial.Right);
        Assert.True(evaluation.Checks.Single(c => c.Name == "unseen_objects").Passed);
        Assert.True(evaluation.Metrics["mota"].Value > 0.9);
    }
}
