using Saccade.Editing.Time;
using Saccade.Editing.Timelines;
using Saccade.Media;

namespace Saccade.Editing.Previewing;

/// <summary>
/// Renders a timeline as a small mp4: every video track with its cuts, motion, crop, opacity and keyframes, titles as boxes, and the sound. What is not shown is said.
/// Decoding and coding are ffmpeg's; what lies where is decided here, by the same curves that are written.
/// </summary>
public sealed class Preview
{
    private readonly PreviewPlan _plan;

    /// <summary>Plans; nothing is decoded or written yet.</summary>
    /// <exception cref="TimelineException">The timeline has no clip that could be shown.</exception>
    /// <exception cref="MediaException">Of the files that it shows none is on this machine, or ffmpeg is not installed.</exception>
    public Preview(TimelineProject project, Sequence sequence)
    {
        _plan = new PreviewPlan(project, sequence);
        Ffmpeg.Version();
    }

    /// <summary>How many frames there will be.</summary>
    public int Frames => _plan.Frames;

    /// <summary>What of the timeline is not seen or heard, each on one line.</summary>
    public IReadOnlyCollection<string> LeftOut => _plan.LeftOut;

    /// <summary>Writes the whole video or nothing.</summary>
    /// <param name="path">An mp4; one that is there is replaced.</param>
    /// <param name="progress">Told how many frames are done.</param>
    /// <param name="cancellation">Stops between two frames.</param>
    /// <exception cref="MediaException">A file cannot be decoded, the video not be written, or ffmpeg is not installed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing is left.</exception>
    public void Write(string path, IProgress<int>? progress, CancellationToken cancellation)
    {
        using var sound = _plan.Sounds.Count > 0 ? new TemporaryFile(path) : null;
        if (sound is not null)
            SoundMix.Write(sound.Path, _plan, path, cancellation);
        using var video = new VideoWriter(path, _plan.Width, _plan.Height, _plan.Rate, sound?.Path);
        var tracks = _plan.Tracks.Select(t => new TrackPlayer(t, _plan)).ToArray();
        try
        {
            for (var i = 0; i < _plan.Frames; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var frame = new Frame(_plan.Width, _plan.Height);
                foreach (var track in tracks)
                    track.Draw(frame, _plan.Rate.SecondsAt(i));
                video.Write(frame);
                progress?.Report(i + 1);
            }
        }
        finally
        {
            foreach (var track in tracks)
                track.Dispose();
        }
        video.Complete();
    }

    /// <summary>One track from its beginning to its end.</summary>
    private sealed class TrackPlayer(IReadOnlyList<PlannedClip> clips, PreviewPlan plan) : IDisposable
    {
        private int _place;
        private ClipPictures? _shown;

        public void Draw(Frame frame, Rational time)
        {
            while (_place < clips.Count && clips[_place].Clip.End <= time)
            {
                Dispose();
                _place++;
            }
            if (_place == clips.Count || clips[_place].Clip.Start > time)
                return;
            var clip = clips[_place];
            var offset = time - clip.Clip.Start;
            _shown ??= clip.File is { } file ? ClipPictures.Of(clip.Clip, file, plan.Rate, offset, plan.Reduction) : ClipPictures.Title(clip.Clip, clip.Words, plan.Width);
            PlacedPicture.Of(clip.Clip, offset).Draw(frame, _shown.Next(), _shown.Size);
        }

        public void Dispose()
        {
            _shown?.Dispose();
            _shown = null;
        }
    }
}
