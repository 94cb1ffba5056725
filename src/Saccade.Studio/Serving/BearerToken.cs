using System.Security.Cryptography;
using System.Text;
using Saccade.Training;

namespace Saccade.Studio.Serving;

/// <summary>The secret that clients show. Only its hash is kept, and how long a comparison takes says nothing of where two differ.</summary>
public sealed class BearerToken
{
    /// <summary>Where the secret may stand instead of a file. The command line is no place for it: every user of the machine can read that.</summary>
    public const string Variable = "SACCADE_TOKEN";

    private const int FewestCharacters = 16;
    private const int MostBytes = 4096;

    private readonly byte[] hash;

    /// <param name="secret">At least sixteen printable ASCII characters without spaces.</param>
    /// <param name="source">Where it comes from, for errors.</param>
    /// <exception cref="RunException">It is too short, or cannot stand in a header.</exception>
    public BearerToken(string secret, string source)
    {
        if (secret.Length < FewestCharacters || secret.Any(c => c is <= ' ' or > '~'))
            throw new RunException($"{source}: a token has {FewestCharacters} printable characters or more and no spaces; 'openssl rand -hex 32' makes one");
        hash = Hash(secret);
    }

    /// <summary>The file's token, or else that of <see cref="Variable"/>; null where there is neither.</summary>
    /// <exception cref="RunException">The file cannot be read, or holds no token.</exception>
    public static BearerToken? Read(string? file)
    {
        if (file is null)
            return Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } secret ? new(secret, Variable) : null;
        if (Directory.Exists(file))
            throw new RunException($"{file}: is a folder; give the file that holds the token");
        try
        {
            using var stream = File.OpenRead(file);
            var bytes = new byte[MostBytes + 1];
            // What its length says is not to be trusted: devices have none.
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= MostBytes ? new(Encoding.UTF8.GetString(bytes, 0, length).Trim(), file) : throw new RunException($"{file}: is longer than a token; give a file that holds nothing else");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RunException($"{file}: cannot be read ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')})", failure);
        }
    }

    /// <param name="header">The value of <c>Authorization</c>.</param>
    internal bool Accepts(string? header)
    {
        const string Scheme = "Bearer ";
        return header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && CryptographicOperations.FixedTimeEquals(Hash(header[Scheme.Length..].Trim()), hash);
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
