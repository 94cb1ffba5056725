namespace Saccade.Media;

/// <summary>
/// A set of clips on disk is one folder:
/// <list type="bullet">
/// <item><c>shard-00000.bin</c>, ...: clips one after another, each uint8 (V, T, H, W, 3), nothing between them; a shard ends
/// before it would grow beyond its limit, by default <see cref="MaxShardBytes"/>.</item>
/// <item><c>clips.jsonl</c>: one line a clip, in order: shard number, offset in it, CRC-32C of its bytes, and whatever the
/// application wants to remember about it (<c>metadata</c>).</item>
/// <item><c>index.json</c>: format version, sizes, count, the shards' lengths, length and SHA-256 of <c>clips.jsonl</c>, and
/// the application's metadata of the whole set. Written last, by rename: a folder without it is an interrupted set.</item>
/// </list>
/// The clips' lines stand apart from the index so that neither writer nor reader ever holds all metadata in memory.
/// </summary>
internal static class ShardFormat
{
    public const int Version = 1;
    public const string Name = "saccade-clips";
    public const string IndexFile = "index.json";
    public const string ClipsFile = "clips.jsonl";
    public const long MaxShardBytes = 256L << 20;

    public static string ShardFile(int shard) => $"shard-{shard:D5}.bin";
}
