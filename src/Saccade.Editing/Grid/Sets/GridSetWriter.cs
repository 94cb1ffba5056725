using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Grid.Sets;

/// <summary>Writes a stored set of grids (see <see cref="GridIndex"/>). It exists once <see cref="Complete"/> has returned; disposing before that removes what was written.</summary>
public sealed class GridSetWriter : IDisposable
{
    private const long MostShardBytes = 256L << 20;

    private readonly string _folder;
    private readonly bool _isFolderOurs;
    private readonly GridLayout _layout;
    private readonly List<GridEntry> _grids = [];
    private readonly List<long> _shards = [];
    private readonly List<string> _written = [];
    private FileStream? _shard;
    private bool _isComplete;

    /// <param name="folder">Empty, or not there yet.</param>
    /// <param name="layout">Of every grid.</param>
    /// <exception cref="MediaException">The folder holds something, or cannot be written to.</exception>
    public GridSetWriter(string folder, GridLayout layout)
    {
        (_folder, _layout) = (folder, layout);
        _isFolderOurs = NewFolder.Open(folder);
    }

    /// <exception cref="ArgumentException">The grid has another layout, or its name is there already.</exception>
    /// <exception cref="MediaException">The disk is full, or the folder has become unwritable.</exception>
    public void Append(StoredGrid stored)
    {
        ObjectDisposedException.ThrowIf(_isComplete, this);
        var grid = stored.Grid;
        if (grid.Layout != _layout || _grids.Any(g => g.VideoId == grid.VideoId))
            throw new ArgumentException($"Grid '{grid.VideoId}' has another layout than its set, or a name that is there already.", nameof(stored));
        var bytes = MemoryMarshal.AsBytes(grid.Values.Span);
        var content = grid.Content is null ? [] : MemoryMarshal.AsBytes(grid.Content.Values.Span);
        try
        {
            if (_shard is null || (_shard.Position > 0 && _shard.Position + bytes.Length + content.Length > MostShardBytes))
            {
                FinishShard();
                var path = Path.Combine(_folder, GridIndex.ShardFile(_shards.Count));
                _shard = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16);
                _written.Add(path);
            }
            _grids.Add(new GridEntry
            {
                VideoId = grid.VideoId,
                SourceVideoName = grid.SourceVideoName,
                Project = stored.Project,
                Split = stored.Split,
                Step = [grid.Step.Numerator, grid.Step.Denominator],
                Steps = grid.Steps,
                Shard = _shards.Count,
                Offset = _shard.Position,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                Content = grid.Content is null ? null : new ContentEntry
                {
                    Features = grid.Content.Names,
                    Offset = _shard.Position + bytes.Length,
                    Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
                },
                Editor = stored.Editor,
            });
            _shard.Write(bytes);
            _shard.Write(content);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(failure);
        }
    }

    /// <param name="metadata">What to remember of the whole set; null for nothing.</param>
    /// <exception cref="MediaException">The disk is full, or the folder has become unwritable.</exception>
    /// <exception cref="RunException">The index cannot be written.</exception>
    public void Complete(JsonElement? metadata = null)
    {
        ObjectDisposedException.ThrowIf(_isComplete, this);
        try
        {
            FinishShard();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(failure);
        }
        var index = new GridIndex
        {
            Format = GridIndex.ThisFormat,
            Version = GridIndex.ThisVersion,
            ValuesPerTrack = _layout.Values.Count,
            Shards = _shards,
            Grids = _grids,
            Metadata = metadata,
        };
        AtomicFile.Write(Path.Combine(_folder, GridIndex.File), stream => stream.Write(index.ToJson()));
        _isComplete = true;
    }

    public void Dispose()
    {
        try
        {
            _shard?.Dispose();
            if (_isComplete)
                return;
            foreach (var path in _written)
                File.Delete(path);
            _written.Clear();
            if (_isFolderOurs && Directory.Exists(_folder) && !Directory.EnumerateFileSystemEntries(_folder).Any())
                Directory.Delete(_folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The failure that led here is the one to report.
        }
    }

    private void FinishShard()
    {
        if (_shard is null)
            return;
        _shard.Flush(flushToDisk: true);
        _shards.Add(_shard.Length);
        _shard.Dispose();
        _shard = null;
    }

    private MediaException CannotWrite(Exception failure) => new(_folder, $"cannot be written: {failure.Message.ReplaceLineEndings(" ")}", failure);
}
