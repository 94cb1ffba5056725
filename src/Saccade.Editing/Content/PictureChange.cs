using Saccade.Media;

namespace Saccade.Editing.Content;

/// <summary>
/// How much moves in a video, and where its shots begin, told from small frames a step apart. Motion is the square root of the mean difference of grey levels from frame to frame
/// over 64 of 255 (so that small movements are told apart), at most 1. A shot begins where the grey histogram moves by a third, or the frames differ by 30 levels, and
/// both by far more than around it. Dissolves are no new shots.
/// </summary>
internal sealed class PictureChange
{
    /// <summary>The size of the frames.</summary>
    public const int Width = 64, Height = 36;

    private const int Levels = 16;
    private const double MostDifference = 64;
    private const double NewHistogram = 1 / 3.0, NewPicture = 30;
    private const int Around = 5;
    private const double FarMore = 2.5;

    private readonly byte[] _before = new byte[Width * Height], _grey = new byte[Width * Height];
    private int[] _histogramBefore = new int[Levels];

    // Of each step: to the frame before.
    private readonly List<double> _differences = [], _moved = [];

    /// <summary>Steps so far.</summary>
    public int Steps => _differences.Count;

    /// <summary>Adds the next step's frame of <see cref="Width"/> x <see cref="Height"/>.</summary>
    public void Add(Frame frame)
    {
        var histogram = new int[Levels];
        var difference = 0L;
        for (var i = 0; i < _grey.Length; i++)
        {
            var (r, g, b) = (frame.Pixels[3 * i], frame.Pixels[(3 * i) + 1], frame.Pixels[(3 * i) + 2]);
            _grey[i] = (byte)(((77 * r) + (150 * g) + (29 * b)) >> 8);
            histogram[_grey[i] * Levels / 256]++;
            difference += Math.Abs(_grey[i] - _before[i]);
        }
        var moved = histogram.Zip(_histogramBefore, (now, then) => Math.Abs(now - then)).Sum() / 2.0;
        _differences.Add(Steps == 0 ? 0 : (double)difference / _grey.Length);
        _moved.Add(Steps == 1 ? 0 : moved / _grey.Length);
        _grey.CopyTo(_before, 0);
        _histogramBefore = histogram;
    }

    /// <summary>Whether a new shot begins with a step; the first step begins none.</summary>
    public bool IsNewShot(int step)
    {
        if (step == 0 || (_moved[step] < NewHistogram && _differences[step] < NewPicture))
            return false;
        var (sum, count) = (0.0, 0);
        for (var i = Math.Max(1, step - Around); i <= Math.Min(Steps - 1, step + Around); i++)
        {
            if (i == step)
                continue;
            // Of two changes side by side the greater is the shot's.
            if (Math.Abs(i - step) == 1 && (_differences[i] > _differences[step] || (_differences[i] == _differences[step] && i < step)))
                return false;
            sum += _differences[i];
            count++;
        }
        return count == 0 || _differences[step] >= FarMore * sum / count;
    }

    /// <summary>The motion at a step. A new shot's first step moves as its second does: that its picture is another one is no motion.</summary>
    public float Motion(int step)
    {
        var seen = (step == 0 || IsNewShot(step)) && step + 1 < Steps && !IsNewShot(step + 1) ? step + 1 : step;
        return IsNewShot(seen) ? 0 : (float)Math.Min(1, Math.Sqrt(_differences[seen] / MostDifference));
    }
}
