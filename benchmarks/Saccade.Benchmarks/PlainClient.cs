using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Saccade.Benchmarks;

/// <summary>One connection that sends a request and waits for the answer on the thread that asks: what HTTP costs a client of .NET besides, threads that wake each other, is not the service's.</summary>
internal sealed class PlainClient : IDisposable
{
    private const int LongestAnswer = 1 << 16;

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[LongestAnswer];
    private readonly string host;

    public PlainClient(Uri service)
    {
        host = service.Authority;
        socket.Connect(service.Host, service.Port);
    }

    /// <summary>The bytes of a request, which may be sent again and again.</summary>
    public byte[] Request(string path, string type, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"POST /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];

    /// <summary>Sends a request and reads the answer, head and body.</summary>
    /// <exception cref="InvalidOperationException">It is no 200, or says no length.</exception>
    public (string Head, string Body) Ask(byte[] request)
    {
        for (var sent = 0; sent < request.Length;)
            sent += socket.Send(request.AsSpan(sent));
        var (length, head, whole) = (0, -1, int.MaxValue);
        while (length < whole)
        {
            var read = socket.Receive(buffer.AsSpan(length));
            if (read == 0)
                throw new InvalidOperationException("The service closed the connection.");
            length += read;
            if (head < 0 && (head = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) >= 0)
                whole = head + 4 + ContentLength(Encoding.ASCII.GetString(buffer, 0, head));
        }
        return (Encoding.ASCII.GetString(buffer, 0, head), Encoding.UTF8.GetString(buffer, head + 4, length - head - 4));
    }

    /// <summary>What an answer says of its parts: name and milliseconds.</summary>
    public static IEnumerable<(string Part, double Milliseconds)> Timing(string head) =>
        head.Split("\r\n").Where(line => line.StartsWith("Server-Timing: ", StringComparison.OrdinalIgnoreCase)).SelectMany(line => line[15..].Split(',', StringSplitOptions.TrimEntries))
            .Select(part => (part[..part.IndexOf(';')], double.Parse(part[(part.IndexOf('=') + 1)..], CultureInfo.InvariantCulture)));

    public void Dispose() => socket.Dispose();

    private static int ContentLength(string head)
    {
        const string Name = "Content-Length: ";
        if (!head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) || head.IndexOf(Name, StringComparison.OrdinalIgnoreCase) is not (>= 0 and var at))
            throw new InvalidOperationException($"The service answered {head}");
        var text = head[(at + Name.Length)..];
        return int.Parse(text[..(text.IndexOf('\r') is >= 0 and var end ? end : text.Length)], CultureInfo.InvariantCulture);
    }
}
