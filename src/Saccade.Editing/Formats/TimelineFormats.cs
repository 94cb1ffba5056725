using System.Text;
using Saccade.Editing.Formats.Edl;
using Saccade.Editing.Formats.Fcpxml;
using Saccade.Editing.Formats.Otio;
using Saccade.Editing.Formats.Xmeml;
using Saccade.Editing.Timelines;
using Saccade.Training;

namespace Saccade.Editing.Formats;

/// <summary>Every format of timelines. To add one, put its reader and its writer here.</summary>
public static class TimelineFormats
{
    /// <summary>How much of a file its format is told by.</summary>
    public const int SniffedBytes = 4096;

    /// <summary>No timeline that an editor writes comes near it.</summary>
    public const long MostBytes = 256L << 20;

    public static IReadOnlyList<ITimelineReader> Readers { get; } = [new XmemlFormat(), new FcpxmlFormat(), new OtioFormat()];

    public static IReadOnlyList<ITimelineWriter> Writers { get; } = [new XmemlFormat(), new FcpxmlFormat(), new OtioFormat(), new EdlFormat()];

    /// <summary>Reads a timeline of any format, told by its content.</summary>
    /// <exception cref="TimelineException">It cannot be read; names file, line and clip.</exception>
    public static TimelineProject Read(string path, ReadOptions? options = null)
    {
        try
        {
            using var content = File.OpenRead(path);
            if (content.Length > MostBytes)
                throw new TimelineException($"has {content.Length >> 20} MB; timelines of up to {MostBytes >> 20} MB are read");
            var beginning = Beginning(content);
            var reader = Readers.FirstOrDefault(r => r.Recognises(beginning))
                ?? throw new TimelineException(string.IsNullOrWhiteSpace(beginning) ? "is empty" : $"is no timeline of a known format ({string.Join(", ", Readers.Select(r => r.Name))})");
            return reader.Read(content, options ?? ReadOptions.Default);
        }
        catch (TimelineException failure)
        {
            throw failure.In(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TimelineException(failure is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : Directory.Exists(path) ? "it is a folder, not a file" : $"cannot be read: {failure.Message}", path, cause: failure);
        }
    }

    /// <summary>Writes a timeline in the format that the path's extension names, whole or not at all.</summary>
    /// <param name="format">The writer's name where the extension does not decide.</param>
    /// <returns>All that the format cannot say.</returns>
    /// <exception cref="TimelineException">No format has that extension or name, or the file cannot be written.</exception>
    public static IReadOnlyList<Loss> Write(TimelineProject project, string path, string? format = null)
    {
        var writer = WriterOf(path, format);
        IReadOnlyList<Loss> losses = [];
        try
        {
            AtomicFile.Write(path, stream => losses = writer.Write(project, stream));
        }
        catch (TimelineException failure)
        {
            throw failure.In(path);
        }
        return losses;
    }

    /// <summary>Who writes the format that the path's extension names.</summary>
    /// <param name="format">The writer's name where the extension does not decide.</param>
    /// <exception cref="TimelineException">No format has that extension or name.</exception>
    public static ITimelineWriter WriterOf(string path, string? format = null)
    {
        var extension = Path.GetExtension(path);
        return Writers.FirstOrDefault(w => format is null ? w.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase) : w.Name == format)
            ?? throw new TimelineException(format is null
                ? $"no timeline format has the extension '{extension}'; there are {string.Join(", ", Writers.SelectMany(w => w.Extensions))}"
                : $"there is no timeline format '{format}'; there are {string.Join(", ", Writers.Select(w => w.Name))}", path);
    }

    /// <summary>The first characters as text in the encoding that a byte order mark names, UTF-8 otherwise; the stream is at its beginning again.</summary>
    private static string Beginning(Stream content)
    {
        var bytes = new byte[SniffedBytes];
        var count = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        content.Position = 0;
        using var reader = new StreamReader(new MemoryStream(bytes, 0, count), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
