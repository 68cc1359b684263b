namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>The durable texts of requests, by which the same request is known again, also by a later release.</summary>
public interface IRequestTexts
{
    /// <summary>What a command says, condensed, without its key, who asks, and which version it expects.</summary>
    string Fingerprint(TeamCommand command);

    /// <summary>Whether a command says what another one said.</summary>
    /// <param name="command">The command.</param>
    /// <param name="fingerprint">What the other one said, condensed by this release or an earlier one.</param>
    bool IsSame(TeamCommand command, string fingerprint);

    /// <summary>A digest of what settings say.</summary>
    string VersionOf<T>(T settings)
        where T : class;

    /// <summary>Whether two settings say the same.</summary>
    bool AreSame<T>(T before, T after)
        where T : class;
}
