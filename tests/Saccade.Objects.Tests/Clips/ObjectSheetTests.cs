using Saccade.Media;
using Saccade.Objects.Clips;

namespace Saccade.Objects.Tests.Clips;

/// <summary>The picture that <c>saccade data show</c> makes of objects.</summary>
public class ObjectSheetTests
{
    [Fact]
    public void Rings_and_dots_mark_what_stays_green_and_what_flickers_orange()
    {
        var generator = new PersistenceGenerator(new());
        var sheet = ObjectSheet.Draw(generator, [0, 1], columns: 8);
        Assert.True(Count(sheet, p => p.G > p.R + 60) > 200, "no green");
        Assert.True(Count(sheet, p => p.R > p.B + 120) > 30, "no orange");
        var none = ObjectSheet.Draw(new PersistenceGenerator(new() { Transients = 0, ShortLived = 0 }), [0, 1], columns: 8);
        Assert.Equal(0, Count(none, p => p.R > p.B + 120));
    }

    private static int Count(Frame sheet, Func<Rgb, bool> wanted) =>
        Enumerable.Range(0, sheet.Width * sheet.Height).Count(i => wanted(sheet[i % sheet.Width, i / sheet.Width]));
}
