package dev.airlock.application.fake;

import dev.airlock.application.contract.ApprovalsContract;
import dev.airlock.application.contract.ClientsContract;
import dev.airlock.application.contract.ConnectionsContract;
import dev.airlock.application.contract.GrantsContract;
import dev.airlock.application.contract.GroupsContract;
import dev.airlock.application.contract.IdentityContract;
import dev.airlock.application.contract.InvitationsContract;
import dev.airlock.application.contract.LinkedIdentitiesContract;
import dev.airlock.application.contract.MembersContract;
import dev.airlock.application.contract.OneTimeLinksContract;
import dev.airlock.application.contract.OutboxContract;
import dev.airlock.application.contract.PasswordResetsContract;
import dev.airlock.application.contract.SecondFactorsContract;
import dev.airlock.application.contract.ServersContract;
import dev.airlock.application.contract.SessionsContract;
import dev.airlock.application.contract.TicketsContract;
import dev.airlock.application.contract.TokensContract;
import dev.airlock.application.contract.UnitOfWorkContract;
import org.junit.jupiter.api.Nested;

class FakesTest {
    @Nested
    class Identity extends IdentityContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }

    @Nested
    class Members extends MembersContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }

    @Nested
    class Groups extends GroupsContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }

    @Nested
    class Invitations extends InvitationsContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }

    @Nested
    class Tokens extends TokensContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }

    @Nested
    class Sessions extends SessionsContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }

    @Nested
    class PasswordResets extends PasswordResetsContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }

    @Nested
    class LinkedIdentities extends LinkedIdentitiesContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }

    @Nested
    class SecondFactors extends SecondFactorsContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }

    @Nested
    class OneTimeLinks extends OneTimeLinksContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }

    @Nested
    class Clients extends ClientsContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }

    @Nested
    class Tickets extends TicketsContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }

    @Nested
    class Grants extends GrantsContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }

    @Nested
    class Servers extends ServersContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }

    @Nested
    class Connections extends ConnectionsContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }

    @Nested
    class Approvals extends ApprovalsContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }

    @Nested
    class Outbox extends OutboxContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }

    @Nested
    class UnitOfWork extends UnitOfWorkContract {
        @Override
        protected Ports open() {
            return new Fakes();
        }
    }
}
