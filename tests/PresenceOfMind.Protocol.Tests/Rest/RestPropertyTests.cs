using CsCheck;
using PresenceOfMind.Protocol.Rest;

namespace PresenceOfMind.Protocol.Tests.Rest;

public class RestPropertyTests
{
    private static readonly Gen<ContactPresence> Contact =
        Gen.Select(Texts.NotEmpty, Gen.Enum<PresenceState>(), (uri, state) => new ContactPresence { ContactUri = uri, State = state });

    private static readonly Gen<byte[]> Documents = Gen.OneOf(
        Texts.NotEmpty.Select(RestRequests.WriteLogin),
        Texts.NotEmpty.Select(RestRequests.WriteEndpoint),
        Texts.NotEmpty.Array.Select(contacts => RestRequests.WriteSubscription(contacts, 1)),
        Gen.Enum<PresenceState>().Select(RestRequests.WriteBasicPresence),
        Texts.NotEmpty.Select(key => RestAnswers.WriteSession(key, key)),
        Texts.NotEmpty.Select(server => RestAnswers.WriteRedirect(server, server)),
        Contact.Array.Select(RestAnswersTests.Written),
        Gen.OneOf([.. PwsError.All.Select(Gen.Const)]).Select(RestAnswers.WriteError));

    [Fact]
    public void A_password_is_read_as_it_is_written() =>
        Texts.NotEmpty.Sample(text => RestRequests.ReadLoginPassword(RestRequests.WriteLogin(text)) == text);

    [Fact]
    public void A_url_is_read_as_it_is_written() =>
        Texts.Any.Sample(text => RestRequests.ReadEndpoint(RestRequests.WriteEndpoint(text)) == new EndpointBody(text, null));

    [Fact]
    public void A_subscription_is_read_as_it_is_written() =>
        Gen.Select(Texts.NotEmpty.Array, Gen.Int.Positive).Sample((contacts, id) =>
        {
            var body = RestRequests.ReadSubscription(RestRequests.WriteSubscription(contacts, id));
            Assert.Equal(contacts, body.Contacts!);
            Assert.Equal(id.ToString(System.Globalization.CultureInfo.InvariantCulture), body.EndpointId);
        });

    [Fact]
    public void A_session_is_read_as_it_is_written() =>
        Gen.Select(Texts.NotEmpty, Texts.NotEmpty.Null()).Sample((key, backup) =>
            RestAnswers.ReadSession(RestAnswers.WriteSession(key, backup)) == new SessionAnswer(key, backup, null));

    [Fact]
    public void A_basic_list_is_read_as_it_is_written() =>
        Contact.Array.Sample(contacts => Assert.Equal(contacts, RestAnswers.ReadBasicList(RestAnswersTests.Written(contacts))));

    [Fact]
    public void Whatever_bytes_come_only_a_pws_error_is_thrown() =>
        Gen.OneOf(Documents.Mutated(), Gen.Byte.Array[0, 64]).Sample(
            bytes =>
            {
                foreach (var read in Readers)
                {
                    try
                    {
                        read(bytes);
                    }
                    catch (PwsException e)
                    {
                        Assert.DoesNotContain('\n', e.Message);
                        Assert.NotEmpty(RestAnswers.WriteError(e.Error));
                    }
                }
            },
            iter: 5_000);

    private static readonly Action<byte[]>[] Readers =
    [
        bytes => RestRequests.ReadLoginPassword(bytes),
        bytes => RestRequests.ReadEndpoint(bytes),
        bytes => RestRequests.ReadSubscription(bytes),
        bytes => RestRequests.ReadBasicPresence(bytes),
        bytes => RestAnswers.ReadSession(bytes),
        bytes => RestAnswers.ReadBasicList(bytes),
        bytes => RestAnswers.TryReadError(bytes, out _),
    ];
}
