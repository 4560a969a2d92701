package dev.censim.wire.ikev1;

import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;
import java.util.ArrayList;
import java.util.List;

/** The body of an SA payload with the situation SIT_IDENTITY_ONLY: RFC 2408 section 3.4, RFC 2407 section 4.2. */
public record SecurityAssociation(List<IsakmpProposal> proposals) {

    private static final int DOI_IPSEC = 1;
    private static final int SIT_IDENTITY_ONLY = 1;
    private static final int PROPOSAL = 2;
    private static final int TRANSFORM = 3;

    public SecurityAssociation {
        proposals = List.copyOf(proposals);
    }

    public static SecurityAssociation read(Octets body) throws Malformed {
        OctetReader in = OctetReader.of(body);
        if (in.s32() != DOI_IPSEC || in.s32() != SIT_IDENTITY_ONLY) {
            throw new Malformed(NotifyMessage.BAD_PROPOSAL_SYNTAX, 0, 0, "another DOI or situation");
        }
        List<IsakmpProposal> proposals = new ArrayList<>();
        boolean isMore = true;
        while (isMore) {
            isMore = more(in.u8(), PROPOSAL);
            in.u8();
            proposals.add(proposal(in.part(in.u16() - 4)));
        }
        in.atEnd("an SA payload");
        return new SecurityAssociation(proposals);
    }

    private static IsakmpProposal proposal(OctetReader in) throws Malformed {
        int number = in.u8();
        int protocol = in.u8();
        int spiLength = in.u8();
        int count = in.u8();
        Octets spi = in.octets(spiLength);
        List<IsakmpTransform> transforms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (more(in.u8(), TRANSFORM) != (i + 1 < count)) {
                throw new Malformed(NotifyMessage.BAD_PROPOSAL_SYNTAX, 0, 0, "number of transforms");
            }
            in.u8();
            transforms.add(transform(in.part(in.u16() - 4)));
        }
        in.atEnd("a proposal");
        return new IsakmpProposal(number, protocol, spi, transforms);
    }

    private static IsakmpTransform transform(OctetReader in) throws Malformed {
        int number = in.u8();
        int id = in.u8();
        in.u16();
        List<Attribute> attributes = new ArrayList<>();
        while (!in.isAtEnd()) {
            attributes.add(Attribute.read(in));
        }
        return new IsakmpTransform(number, id, attributes);
    }

    private static boolean more(int next, int expected) throws Malformed {
        if (next != 0 && next != expected) {
            throw new Malformed(NotifyMessage.BAD_PROPOSAL_SYNTAX, 0, 0, "next payload " + next);
        }
        return next != 0;
    }

    public Octets body() {
        OctetWriter out = new OctetWriter().u32(DOI_IPSEC).u32(SIT_IDENTITY_ONLY);
        for (int i = 0; i < proposals.size(); i++) {
            IsakmpProposal proposal = proposals.get(i);
            Octets content = content(proposal);
            out.u8(i + 1 < proposals.size() ? PROPOSAL : 0).u8(0).u16(4 + content.length());
            out.octets(content);
        }
        return out.done();
    }

    private static Octets content(IsakmpProposal proposal) {
        List<IsakmpTransform> transforms = proposal.transforms();
        OctetWriter out = new OctetWriter()
                .u8(proposal.number())
                .u8(proposal.protocol())
                .u8(proposal.spi().length())
                .u8(transforms.size())
                .octets(proposal.spi());
        for (int i = 0; i < transforms.size(); i++) {
            IsakmpTransform transform = transforms.get(i);
            OctetWriter attributes = new OctetWriter();
            transform.attributes().forEach(attribute -> attribute.write(attributes));
            Octets written = attributes.done();
            out.u8(i + 1 < transforms.size() ? TRANSFORM : 0).u8(0).u16(8 + written.length());
            out.u8(transform.number()).u8(transform.id()).u16(0).octets(written);
        }
        return out.done();
    }
}
