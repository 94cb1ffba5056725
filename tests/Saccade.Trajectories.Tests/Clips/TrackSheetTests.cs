using Saccade.Media;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Tests.Clips;

/// <summary>The picture that <c>saccade data show</c> makes.</summary>
public class TrackSheetTests
{
    [Fact]
    public void Each_view_of_each_clip_has_a_row_with_its_track_drawn()
    {
        var generator = new ClipGenerator(new() { Views = 2 });
        var one = TrackSheet.Draw(generator, [0], columns: 4);
        var two = TrackSheet.Draw(generator, [0, 5], columns: 4);
        Assert.Equal(one.Width, two.Width);
        Assert.InRange(two.Height, 1.9 * one.Height, 2 * one.Height);
        // The balls are grey: whatever is orange is a track.
        Assert.True(Orange(one) > 20, $"{Orange(one)} pixels of tracks");
        Assert.True(Orange(two) > Orange(one));
        Assert.Equal(0, Orange(TrackSheet.Draw(generator, [0], columns: 1)));
    }

    private static int Orange(Frame sheet)
    {
        var count = 0;
        for (var i = 0; i < sheet.Pixels.Length; i += 3)
            count += sheet.Pixels[i] > sheet.Pixels[i + 2] + 100 ? 1 : 0;
        return count;
    }
}
