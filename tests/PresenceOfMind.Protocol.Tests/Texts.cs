using System.Text;
using CsCheck;

namespace PresenceOfMind.Protocol.Tests;

internal static class Texts
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.OneOf(
            new[]
            {
                "<",
                ">",
                "&",
                "\"",
                "'",
                "]]>",
                "<!--",
                "&#x41;",
                "\t",
                "\n",
                "\r\n",
                "\r",
                "é",
                "日本",
                "😀",
                "\u00A0",
                "%20",
                ";",
                "\u0085",
            }
                .Select(Gen.Const)
                .ToArray()),
        Gen.Char['!', '~'].Select(c => c.ToString()));

    /// <summary>Any text that XML can carry, with what needs escaping in it, and no white space around it.</summary>
    internal static Gen<string> Any { get; } = Piece.Array[0, 20].Select(pieces => string.Concat(pieces).Trim());

    /// <summary>What every answer begins with.</summary>
    internal const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    internal static Gen<string> NotEmpty { get; } = Any.Select(text => "x" + text);

    internal static byte[] Utf8(this string text) => Encoding.UTF8.GetBytes(text);

    internal static string Text(this byte[] bytes) => Encoding.UTF8.GetString(bytes);

    /// <summary>A document, now and then with bytes changed, dropped, doubled or put in.</summary>
    internal static Gen<byte[]> Mutated(this Gen<byte[]> document) =>
        Gen.Select(document, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 10_000], Gen.Byte).Array[0, 4]).Select(Mutate);

    private static byte[] Mutate(byte[] document, (int Kind, int At, byte With)[] changes)
    {
        var bytes = document.ToList();
        foreach (var (kind, at, with) in changes.Where(_ => bytes.Count > 0))
        {
            var i = at % bytes.Count;
            switch (kind)
            {
                case 0:
                    bytes[i] = with;
                    break;
                case 1:
                    bytes.RemoveRange(i, Math.Min(with % 8, bytes.Count - i));
                    break;
                case 2:
                    bytes.InsertRange(i, bytes.GetRange(i, Math.Min(with % 32, bytes.Count - i)));
                    break;
                default:
                    bytes.Insert(i, with);
                    break;
            }
        }

        return [.. bytes];
    }
}
