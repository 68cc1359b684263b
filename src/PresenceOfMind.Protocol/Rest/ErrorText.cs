using System.Globalization;

namespace PresenceOfMind.Protocol.Rest;

/// <summary>An error as an answer spells it; what it leaves out is null.</summary>
/// <param name="Code">The code, which need be no number.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Fix">What to do about it.</param>
internal sealed record ErrorText(string? Code, string? Message, string? Fix)
{
    /// <summary>The error; null where the code is no number above zero.</summary>
    /// <param name="otherwise">The message where the error holds none.</param>
    public PwsError? ToError(string? otherwise = null) =>
        int.TryParse(Code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? PwsError.From(number, string.IsNullOrWhiteSpace(Message) ? otherwise : Message, Fix)
            : null;

    /// <summary>Code and message in one line; empty where there is neither.</summary>
    public override string ToString() =>
        string.Join(": ", new[] { Code, Message }.Where(text => !string.IsNullOrWhiteSpace(text))).ReplaceLineEndings(" ");
}
