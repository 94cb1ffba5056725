using System.Text;
using Saccade.Media;

namespace Saccade.Trajectories.Import;

/// <summary>
/// Which recording is what, as CSV with a header: columns <c>file</c> (relative to the folder of clips) and <c>label</c>, and perhaps <c>group</c>, in any
/// order; others are ignored. Fields may be quoted.
/// </summary>
internal static class LabelFile
{
    private const long MostBytes = 64 << 20;
    private const int LongestLabel = 100;

    /// <param name="path">The CSV.</param>
    /// <param name="folder">Where the recordings lie.</param>
    /// <exception cref="MediaException">It cannot be read, or a line says something impossible; names the line.</exception>
    public static List<Recording> Read(string path, string folder)
    {
        var lines = Lines(path);
        var header = Fields(lines.Length > 0 ? lines[0] : "", path, 1).ConvertAll(name => name.Trim().ToLowerInvariant());
        var (file, label, group) = (header.IndexOf("file"), header.IndexOf("label"), header.IndexOf("group"));
        if (file < 0 || label < 0)
            throw new MediaException(path, $"line 1: the header is '{(lines.Length > 0 ? lines[0] : "")}', but it needs the columns file and label, and may have group");
        var recordings = new List<Recording>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 1; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            var fields = Fields(lines[i], path, i + 1);
            if (fields.Count != header.Count)
                throw new MediaException(path, $"line {i + 1}: has {fields.Count} fields, and the header {header.Count}");
            var (name, said) = (fields[file].Trim(), fields[label].Trim());
            if (name.Length == 0 || said.Length == 0 || said.Length > LongestLabel)
                throw new MediaException(path, $"line {i + 1}: {(name.Length == 0 ? "the file" : "the label")} is empty, or longer than {LongestLabel} characters");
            if (!seen.Add(name))
                throw new MediaException(path, $"line {i + 1}: '{name}' has a label already");
            recordings.Add(new(name, Path.Combine(folder, name), said, group >= 0 && fields[group].Trim().Length > 0 ? fields[group].Trim() : name));
        }
        return recordings.Count > 0 ? recordings : throw new MediaException(path, "it has a header, but no recordings");
    }

    private static string[] Lines(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes)
                throw new MediaException(path, $"it is larger than the {MostBytes} bytes that are read");
            return File.ReadAllLines(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MediaException(path, $"cannot be read: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    private static List<string> Fields(string line, string path, int number)
    {
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
                field.Append(c);
        }
        if (quoted)
            throw new MediaException(path, $"line {number}: a quotation mark is not closed");
        fields.Add(field.ToString());
        return fields;
    }
}
