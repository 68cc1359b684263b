using CsCheck;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Soap;

namespace PresenceOfMind.Protocol.Tests.Soap;

public class SoapPropertyTests
{
    [Fact]
    public void A_request_is_read_and_written_as_the_same() =>
        Gen.Select(SoapSamples.Version, Texts.NotEmpty.Null(), SoapSamples.Request).Sample(
            (version, key, request) =>
            {
                var once = SoapRequests.Write(version, key, request);
                var call = SoapRequests.Read(once, SoapVersion.Soap11);
                Assert.Null(call.Error);
                Assert.Equal((version, key, request.Operation), (call.Version, call.SessionKey, call.Operation!.Value));
                Assert.Equal(request.GetType(), call.Request!.GetType());
                Assert.Equal(once.Text(), SoapRequests.Write(version, key, call.Request).Text());
            },
            iter: 2_000);

    [Fact]
    public void Whatever_bytes_come_reading_a_request_never_throws() =>
        Gen
            .Select(SoapSamples.Version, SoapSamples.Request, (version, request) => SoapRequests.Write(version, "k", request))
            .Mutated()
            .Sample(
            bytes =>
            {
                var call = SoapRequests.Read(bytes, SoapVersion.Soap11);
                Assert.True(call.Request is null != call.Error is null);
                if (call.Error is { } error)
                {
                    Assert.NotEmpty(SoapAnswers.WriteFault(call.Version, error.Error));
                }
            },
            iter: 3_000);

    [Fact]
    public void Whatever_bytes_come_reading_an_answer_throws_only_a_pws_error() =>
        Answers.Mutated().Sample(
            bytes =>
            {
                foreach (var read in Readers)
                {
                    try
                    {
                        read(bytes);
                    }
                    catch (PwsException)
                    {
                    }
                }
            },
            iter: 3_000);

    private static readonly Gen<byte[]> Answers = Gen.OneOf(
        Texts.NotEmpty.Select(key => SoapAnswers.WriteLogin(SoapVersion.Soap11, new SessionAnswer(key, key, null))),
        Texts.NotEmpty.Select(server => SoapAnswers.WriteLogin(SoapVersion.Soap12, new SessionAnswer(null, null, new(server, server)))),
        Gen.Bool.Select(success => SoapAnswers.WriteStatus(SoapVersion.Soap11, SoapOperation.Logout, success)),
        Gen.Int.Positive.Select(id => SoapAnswers.WriteSubscribe(SoapVersion.Soap12, id)),
        Texts.NotEmpty.Array.Select(
            uris => SoapAnswers.WriteBasicPresence(
                SoapVersion.Soap11,
                SoapOperation.GetPolledPresence,
                [.. uris.Select(u => new ContactPresence { ContactUri = u, State = PresenceState.Busy })])),
        Pidf.PidfDocuments.Any.Array[0, 2].Select(
            documents => SoapAnswers.WriteRichPresence(SoapVersion.Soap11, SoapOperation.GetPolledPresence, documents)),
        Gen.Select(
            SoapSamples.Version,
            Texts.Any,
            (version, text) => SoapAnswers.WriteFault(version, PwsError.All[0] with { Message = text })));

    private static readonly Action<byte[]>[] Readers =
    [
        bytes => SoapAnswers.ReadLogin(bytes),
        bytes => SoapAnswers.ReadStatus(bytes, SoapOperation.Logout),
        bytes => SoapAnswers.ReadSubscriptionId(bytes),
        bytes => SoapAnswers.ReadEndpointId(bytes),
        bytes => SoapAnswers.ReadBasicPresence(bytes, SoapOperation.GetPolledPresence),
        bytes => SoapAnswers.ReadRichPresence(bytes, SoapOperation.GetPolledPresence),
    ];
}
