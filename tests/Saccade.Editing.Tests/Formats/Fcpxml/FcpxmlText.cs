using System.Text;
using Saccade.Editing.Formats;
using Saccade.Editing.Formats.Fcpxml;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Formats.Fcpxml;

/// <summary>Reads and writes FCPXML in memory.</summary>
internal static class FcpxmlText
{
    public static TimelineProject Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    public static TimelineProject Read(byte[] bytes) => new FcpxmlFormat().Read(new MemoryStream(bytes), ReadOptions.Default);

    public static (string Text, IReadOnlyList<Loss> Losses) Write(TimelineProject project)
    {
        var output = new MemoryStream();
        var losses = new FcpxmlFormat().Write(project, output);
        return (Encoding.UTF8.GetString(output.ToArray()), losses);
    }

    public static string RealFile(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "finalcut", name);

    /// <summary>A project of one timeline at 30000/1001 frames a second, 1920 by 1080, with the given storyline. The files r2 (a.mov) and r3 (b.mov) have picture and sound, r4 (c.wav) only sound.</summary>
    public static string Project(string spine, string resources = "", string sequence = "tcStart=\"0s\" tcFormat=\"NDF\"") => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE fcpxml>

        <fcpxml version="1.10">
            <resources>
                <format id="r1" frameDuration="1001/30000s" width="1920" height="1080"/>
                <asset id="r2" name="a" start="0s" duration="3003/10s" hasVideo="1" format="r1" hasAudio="1" audioSources="1" audioChannels="2" audioRate="48000">
                    <media-rep kind="original-media" src="file:///media/a%20b.mov"/>
                </asset>
                <asset id="r3" name="b" start="3600s" duration="3003/10s" hasVideo="1" format="r1" hasAudio="1" audioSources="1" audioChannels="2" audioRate="48000">
                    <media-rep kind="original-media" src="file:///media/b.mov"/>
                </asset>
                <asset id="r4" name="c" start="0s" duration="100s" hasAudio="1" audioSources="1" audioChannels="1" audioRate="48000">
                    <media-rep kind="original-media" src="file:///media/c.wav"/>
                </asset>
                <effect id="r5" name="Cross Dissolve" uid="FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265"/>
                <effect id="r6" name="Basic Title" uid=".../Titles.localized/Bumper:Opener.localized/Basic Title.localized/Basic Title.moti"/>
                {resources}
            </resources>
            <library>
                <event name="event">
                    <project name="cut">
                        <sequence format="r1" duration="60s" {sequence} audioLayout="stereo" audioRate="48k">
                            <spine>
                                {spine}
                            </spine>
                        </sequence>
                    </project>
                </event>
            </library>
        </fcpxml>

        """;
}
