using Saccade.Editing.Formats.Xmeml;

namespace Saccade.Editing.Tests.Formats.Xmeml;

public class PathUrlTests
{
    [Theory]
    [InlineData("file://localhost/media/a%20b.mov", "/media/a b.mov")]
    [InlineData("file:///media/a.mov", "/media/a.mov")]
    [InlineData("file:/media/a.mov", "/media/a.mov")]
    [InlineData("file://localhost/D%3a/media/a.mov", "D:/media/a.mov")]
    [InlineData("file://localhost/D:/media/a.mov", "D:/media/a.mov")]
    [InlineData("file:///D:\\media\\a.mov", "D:/media/a.mov")]
    [InlineData("file://D:/a.mov", "D:/a.mov")]
    [InlineData("file://server/share/a.mov", "//server/share/a.mov")]
    [InlineData("file:////server/share/a.mov", "//server/share/a.mov")]
    [InlineData("file://localhost//server/share/a.mov", "//server/share/a.mov")]
    [InlineData("file://localhost/%E3%82%AF%E3%83%AA%E3%83%83%E3%83%97.mp4", "/クリップ.mp4")]
    [InlineData("file://localhost/100%.mov", "/100%.mov")]
    [InlineData("/plain/path.mov", "/plain/path.mov")]
    [InlineData("C:\\plain\\path.mov", "C:/plain/path.mov")]
    [InlineData("http://example.org/a.mov", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Every_form_of_an_address_is_one_path(string? url, string? path) => Assert.Equal(path, PathUrl.ToPath(url));

    [Theory]
    [InlineData("/media/a b.mov", "file://localhost/media/a%20b.mov")]
    [InlineData("D:/media/ä#1.mov", "file://localhost/D%3A/media/%C3%A4%231.mov")]
    [InlineData("//server/share/a.mov", "file://server/share/a.mov")]
    public void A_path_is_an_address_that_leads_back_to_it(string path, string url)
    {
        Assert.Equal(url, PathUrl.FromPath(path));
        Assert.Equal(path, PathUrl.ToPath(url));
    }
}
