using System.Text;
using Saccade.Media;

namespace Saccade.Editing.Grid;

/// <summary>Lines of a text file, each with its number from 1; one that is longer than a table's rows can be is an error and never held in memory.</summary>
internal sealed class BoundedLines(string path, TextReader reader)
{
    /// <summary>243 numbers of 30 characters, and two long names, with room to spare.</summary>
    public const int Longest = 64 << 10;

    private readonly char[] _buffer = new char[1 << 15];
    private readonly StringBuilder _line = new();
    private int _at, _end;

    /// <summary>The number of the line that was read last.</summary>
    public int Number { get; private set; }

    /// <summary>The next line without its end; null after the last.</summary>
    /// <exception cref="MediaException">The line is too long.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string? Next()
    {
        Number++;
        _line.Clear();
        while (true)
        {
            if (_at == _end && (_end = reader.Read(_buffer, _at = 0, _buffer.Length)) == 0)
                return _line.Length > 0 ? Ended() : null;
            var rest = _buffer.AsSpan(_at, _end - _at);
            var feed = rest.IndexOf('\n');
            _line.Append(feed < 0 ? rest : rest[..feed]);
            _at += feed < 0 ? rest.Length : feed + 1;
            if (_line.Length > Longest)
                throw new MediaException(path, $"line {Number}: is longer than the {Longest} characters that a row can have");
            if (feed >= 0)
                return Ended();
        }
    }

    private string Ended() => _line.Length > 0 && _line[^1] == '\r' ? _line.ToString(0, _line.Length - 1) : _line.ToString();
}
