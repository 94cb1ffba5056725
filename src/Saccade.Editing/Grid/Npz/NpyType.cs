namespace Saccade.Editing.Grid.Npz;

/// <summary>The kinds of element that are read, with the letters of NumPy's type strings. Python objects are none of them: reading those would run code.</summary>
internal enum NpyKind
{
    Boolean = 'b',
    Signed = 'i',
    Unsigned = 'u',
    Float = 'f',

    /// <summary>Fixed numbers of UTF-32 characters.</summary>
    Text = 'U',

    /// <summary>Fixed numbers of bytes.</summary>
    Bytes = 'S',
}

/// <summary>An element's kind and its size in bytes, such as <c>&lt;f4</c>.</summary>
internal readonly record struct NpyType(NpyKind Kind, int Bytes)
{
    private const int LongestText = 4000;
    private const int BytesOfCharacter = 4;

    public static NpyType Float32 => new(NpyKind.Float, 4);

    public static NpyType Int64 => new(NpyKind.Signed, 8);

    public static NpyType Boolean => new(NpyKind.Boolean, 1);

    /// <exception cref="FormatException">It is of another kind, or of the other byte order; says what to do.</exception>
    public static NpyType Parse(string text)
    {
        if (text.Contains('O'))
            throw new FormatException("it holds Python objects, which are never read: save texts with .astype(str) and numbers as float32");
        if (text.Length < 3 || text[0] is not ('<' or '|') || !int.TryParse(text.AsSpan(2), out var size) || size < 0)
            throw new FormatException($"its elements are '{GridTable.Shown(text)}': only little-endian numbers and texts are read");
        var type = (NpyKind)text[1] switch
        {
            NpyKind.Text when size <= LongestText => new NpyType(NpyKind.Text, size * BytesOfCharacter),
            NpyKind.Bytes when size <= LongestText => new NpyType(NpyKind.Bytes, size),
            NpyKind.Boolean when size == 1 => Boolean,
            NpyKind.Float when size is 4 or 8 => new NpyType(NpyKind.Float, size),
            (NpyKind.Signed or NpyKind.Unsigned) and var kind when size is 1 or 2 or 4 or 8 => new NpyType(kind, size),
            _ => default,
        };
        return type != default ? type : throw new FormatException($"its elements are '{GridTable.Shown(text)}', which are not read: save them as float32, int64, bool or str");
    }

    public override string ToString() => Kind == NpyKind.Text ? $"<U{Bytes / BytesOfCharacter}" : $"{(Bytes == 1 ? '|' : '<')}{(char)Kind}{Bytes}";
}
