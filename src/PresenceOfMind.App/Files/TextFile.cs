using System.Text;

namespace PresenceOfMind.App.Files;

/// <summary>Reads files that people write with whatever editor they have.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A file's text as UTF-8 without a mark; the file may be UTF-8 or, as its mark then says, UTF-16 or UTF-32.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read, or is none of these.</exception>
    public static byte[] ReadUtf8(string path)
    {
        try
        {
            return Strict.GetBytes(File.ReadAllText(path, Strict));
        }
        catch (DecoderFallbackException error)
        {
            throw new IOException("it is not UTF-8. Save it as UTF-8.", error);
        }
    }
}
