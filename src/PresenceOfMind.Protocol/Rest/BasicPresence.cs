namespace PresenceOfMind.Protocol.Rest;

internal static class BasicPresence
{
    /// <summary>The state that a request sets.</summary>
    /// <exception cref="PwsException">115 where the text is empty, 120 where it is no state that can be set.</exception>
    internal static PresenceState Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new PwsException(PwsErrorCode.BasicPresenceEmpty);
        }

        return PresenceStates.TryParse(text, out var state) && state.IsSettable()
            ? state
            : throw new PwsException(PwsErrorCode.PresenceInvalid, $"{Quote.Format(text)} is no state that can be set.");
    }
}
